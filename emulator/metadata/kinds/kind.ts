import type { Definitions } from "../../organization/catalog.ts";
import type { Settings } from "../../schema/model.ts";
import type { Schema } from "../../schema/schema.ts";
import { type label, managedProperty } from "../definition.ts";

/** Where definitions are read from. */
export interface Room {
  readonly schema: Schema;
  readonly definitions: Definitions;
}

/** A property of a definition: its type as CSDL names it, and how it is read. */
export interface Property<S> {
  readonly type: string;
  readonly read: (source: S) => unknown;
}

export type Properties<S> = Readonly<Record<string, Property<S>>>;

/** A kind of definition: an entity type of the metadata, such as EntityMetadata. */
export interface Kind<S> {
  /** "Microsoft.Dynamics.CRM.EntityMetadata" */
  readonly type: string;
  readonly properties: Properties<S>;
  readonly idOf: (source: S) => string;
  /** The property by which a URL names one, next to `MetadataId`. */
  readonly keyProperty?: string;
  readonly settingsOf?: (source: S) => Settings | undefined;
  /** The kinds that derive from this one, by type. */
  readonly derived?: ReadonlyMap<string, Kind<S>>;
  /** The most derived kind of one item. */
  readonly kindOf?: (source: S) => Kind<S>;
}

export const typeName = (name: string): string => `Microsoft.Dynamics.CRM.${name}`;

const property =
  <S, V>(type: string) =>
  (read: (source: S) => V): Property<S> => ({ type, read });

export const text = <S>(read: (source: S) => string | null): Property<S> =>
  property<S, string | null>("Edm.String")(read);
export const flag = <S>(read: (source: S) => boolean | null): Property<S> =>
  property<S, boolean | null>("Edm.Boolean")(read);
export const whole = <S>(read: (source: S) => number | null): Property<S> =>
  property<S, number | null>("Edm.Int32")(read);
export const long = <S>(read: (source: S) => number | null): Property<S> =>
  property<S, number | null>("Edm.Int64")(read);
export const decimal = <S>(read: (source: S) => number | null): Property<S> =>
  property<S, number | null>("Edm.Decimal")(read);
export const double = <S>(read: (source: S) => number | null): Property<S> =>
  property<S, number | null>("Edm.Double")(read);
export const guid = <S>(read: (source: S) => string | null): Property<S> =>
  property<S, string | null>("Edm.Guid")(read);
export const moment = <S>(): Property<S> => ({
  type: "Edm.DateTimeOffset",
  read: () => "1900-01-01T00:00:00Z",
});
export const enumeration = <S>(name: string, read: (source: S) => string | null): Property<S> => ({
  type: typeName(name),
  read,
});
export const list = <S>(type: string, read: (source: S) => readonly unknown[]): Property<S> => ({
  type: `Collection(${type})`,
  read,
});
export const complex = <S>(name: string, read: (source: S) => unknown): Property<S> => ({
  type: typeName(name),
  read,
});
export const labelled = <S>(read: (source: S) => ReturnType<typeof label>): Property<S> =>
  complex("Label", read);

/** A managed boolean; `name` is the managed property that locks it. */
export const managed = <S>(
  name: string,
  value: boolean | ((source: S) => boolean),
  canBeChanged = true,
): Property<S> =>
  complex("BooleanManagedProperty", (source) =>
    managedProperty(typeof value === "boolean" ? value : value(source), name, canBeChanged),
  );

/** The members of complex types that a filter may look into (Microsoft, Query table definitions using the Web API). */
export const complexMembers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [typeName("BooleanManagedProperty")]: {
    Value: "Edm.Boolean",
    CanBeChanged: "Edm.Boolean",
    ManagedPropertyLogicalName: "Edm.String",
  },
  [typeName("AttributeRequiredLevelManagedProperty")]: {
    Value: typeName("AttributeRequiredLevel"),
    CanBeChanged: "Edm.Boolean",
    ManagedPropertyLogicalName: "Edm.String",
  },
  [typeName("AttributeTypeDisplayName")]: { Value: "Edm.String" },
  [typeName("StringFormatName")]: { Value: "Edm.String" },
  [typeName("MemoFormatName")]: { Value: "Edm.String" },
  [typeName("DateTimeBehavior")]: { Value: "Edm.String" },
};
