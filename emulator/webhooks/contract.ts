import type { Column, Table } from "../schema/schema.ts";
import { type Changes, isReference, type Reference } from "../store/cells.ts";
import type { Value } from "../store/columnStore.ts";

/**
 * Values in the form of the SDK's data contracts as DataContractJsonSerializer writes them (Microsoft, Use webhooks to
 * create external handlers for server events).
 */
export interface KeyValue {
  readonly key: string;
  readonly value: unknown;
}

const contract = (name: string): string => `${name}:http://schemas.microsoft.com/xrm/2011/Contracts`;

/** `/Date(1506384247000)/` */
const jsonDate = (milliseconds: number): string => `/Date(${milliseconds})/`;

/** With the offset of the sender, which says nothing about the moment. */
export const jsonDateWithOffset = (milliseconds: number): string => `/Date(${milliseconds}+0000)/`;

const referenceMembers = ({ table, id }: Reference, name: string | null) => ({
  Id: id,
  KeyAttributes: [],
  LogicalName: table,
  Name: name,
  RowVersion: null,
});

/** A reference where its type is known from its place: `OwningExtension`, members of a list. */
export const plainReference = (reference: Reference) => referenceMembers(reference, null);

export const entityReference = (reference: Reference, name: string | null = null) => ({
  __type: contract("EntityReference"),
  ...referenceMembers(reference, name),
});

export const relationship = (schemaName: string) => ({
  __type: contract("Relationship"),
  PrimaryEntityRole: null,
  SchemaName: schemaName,
});

const scalar = ({ definition }: Column, value: string | number | boolean): unknown => {
  switch (definition.type) {
    case "Picklist":
    case "State":
    case "Status":
      return { __type: contract("OptionSetValue"), Value: value };
    case "MultiSelectPicklist":
      return String(value)
        .split(",")
        .map((choice) => ({ Value: Number(choice) }));
    case "Money":
      return { __type: contract("Money"), Value: value };
    case "DateTime":
      return jsonDate(Number(value));
    default:
      return value;
  }
};

/** The value of a column. Lookups need their target's table, which a stored value alone does not tell. */
export const attributeValue = (
  column: Column,
  value: Value | Reference,
  nameOf: (reference: Reference) => string | null = () => null,
): unknown => {
  if (value === null) {
    return null;
  }
  return isReference(value) ? entityReference(value, nameOf(value)) : scalar(column, value);
};

/** The columns of a write as attributes, with the primary id. Columns that nobody may read do not travel. */
export const attributesOf = (table: Table, id: string | undefined, changes: Changes): KeyValue[] => {
  const attributes = [...changes].flatMap(([name, value]) => {
    const column = table.columns.get(name);
    return column === undefined || column.definition.validForRead === false || name === table.primaryId
      ? []
      : [{ key: name, value: attributeValue(column, value) }];
  });
  return id === undefined ? attributes : [...attributes, { key: table.primaryId, value: id }];
};

export const emptyId = "00000000-0000-0000-0000-000000000000";

/** An entity where its type is known from its place: images. */
export const plainEntity = (
  { table, id }: Reference,
  attributes: readonly KeyValue[],
  formatted: readonly KeyValue[] = [],
) => ({
  Attributes: attributes,
  EntityState: null,
  FormattedValues: formatted,
  Id: id,
  KeyAttributes: [],
  LogicalName: table,
  RelatedEntities: [],
  RowVersion: null,
});

export const entity = (reference: Reference, attributes: readonly KeyValue[]) => ({
  __type: contract("Entity"),
  ...plainEntity(reference, attributes),
});

/** DataContractJsonSerializer escapes every slash. */
export const contractJson = (value: unknown): string => JSON.stringify(value).replaceAll("/", "\\/");
