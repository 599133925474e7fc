import { DataverseError } from "../../errors/dataverseError.ts";
import { badSyntax, notImplemented } from "../../errors/refusals.ts";
import type { Session } from "../../organization/session.ts";
import type { TableDefinition } from "../../schema/model.ts";
import { type Answer, jsonAnswer } from "../../server/message.ts";
import type { Definition } from "../definition.ts";
import { columnKind } from "../kinds/columnKind.ts";
import type { ColumnSource } from "../kinds/columnSource.ts";
import { type KeySource, keyKind, keySources } from "../kinds/keyKind.ts";
import { type Kind, type Room, typeName } from "../kinds/kind.ts";
import { readProperty } from "../kinds/readProperty.ts";
import type { RelationshipSource } from "../kinds/relationshipKind.ts";
import { tableKind } from "../kinds/tableKind.ts";
import { roomOf } from "../listing.ts";
import { columnRelations, columnsOf, relationshipKinds, relationshipsOf } from "../relations.ts";
import { isJson, type Json, listAt, objectAt } from "../writing/body.ts";
import { asksFor, criteria, type PartQuery, parameterOf, partQuery } from "./changesQuery.ts";

const stampShape = /^(\d+)!(\d{2})\/(\d{2})\/(\d{4}) /;
const stampLifetimeMs = 90 * 24 * 60 * 60 * 1000;

/** "74812162!10/09/2022 22:10:22" */
const stampOf = ({ catalog, now }: Session["dataverse"]): string => {
  const [date = "", time = ""] = new Date(now()).toISOString().split("T");
  const [year, month, day] = date.split("-");
  return `${catalog.version()}!${month}/${day}/${year} ${time.slice(0, 8)}`;
};

/** Whether nothing has changed since a stamp. One that is too old is refused (Microsoft, Cache schema data). */
const isUpToDate = ({ catalog, now }: Session["dataverse"], stamp: string): boolean => {
  const [, version, month, day, year] = stampShape.exec(stamp) ?? [];
  if (version === undefined) {
    throw badSyntax("The ClientVersionStamp is not one that the service gave.");
  }
  if (now() - Date.parse(`${year}-${month}-${day}T00:00:00Z`) > stampLifetimeMs) {
    throw new DataverseError(
      400,
      "0x80044352",
      "Version stamp associated with the client has expired. Please perform a full sync.",
    );
  }
  if (Number(version) !== catalog.version()) {
    throw notImplemented("changes since a ClientVersionStamp in RetrieveMetadataChanges: read all again");
  }
  return true;
};

/** Always there, whatever is asked for. */
const always: ReadonlySet<string> = new Set(["LogicalName", "MetadataId", "HasChanged"]);

/** The type of an item inside the answer, which has complex types in place of entity types; a base type has no name. */
const complexType = (type: string): Definition => ({
  "@odata.type": `#${type.replace(typeName(""), typeName("Complex"))}`,
});

const unnamed: ReadonlySet<string> = new Set([
  tableKind.type,
  columnKind.type,
  keyKind.type,
  typeName("UniqueIdentifierAttributeMetadata"),
  ...Object.values(relationshipKinds).map(({ type }) => type),
]);

const withLanguages = (value: unknown, type: string, languages: readonly unknown[]): unknown => {
  if (languages.length === 0 || !type.endsWith(".Label") || !isJson(value)) {
    return value;
  }
  const labels = listAt(value, "LocalizedLabels");
  return {
    ...value,
    LocalizedLabels: labels.filter((one) => isJson(one) && languages.includes(one["LanguageCode"])),
  };
};

/** An item with what is asked for; what is not is null. */
const writePart = <S>(kind: Kind<S>, source: S, { part, languages }: Asked): Record<string, unknown> => {
  const own = kind.kindOf?.(source) ?? kind;
  const item: Record<string, unknown> = unnamed.has(own.type) ? {} : { ...complexType(own.type) };
  for (const [name, { type }] of Object.entries(own.properties)) {
    item[name] =
      asksFor(part, name) || always.has(name)
        ? withLanguages(readProperty(own, source, name), type, languages)
        : null;
  }
  return item;
};

interface Asked {
  readonly part: PartQuery;
  readonly languages: readonly unknown[];
}

const writeColumn = (room: Room, source: ColumnSource, asked: Asked): Definition => {
  const item = writePart(columnKind, source, asked);
  const kind = columnKind.kindOf?.(source) ?? columnKind;
  const [optionSet] = columnRelations(kind);
  if (optionSet !== undefined) {
    item["OptionSet"] = asksFor(asked.part, "OptionSet") ? optionSet.parse({}).write(room, source) : null;
  }
  return item;
};

const selected = <S>(kind: Kind<S>, items: readonly S[], part: PartQuery): readonly S[] =>
  items.filter(criteria(kind, part));

const writeTable = (room: Room, table: TableDefinition, query: Json): Definition => {
  const languages = listAt(objectAt(query, "LabelQuery") ?? {}, "FilterLanguages");
  const part = partQuery(query);
  const within = (name: string): Asked => ({ part: partQuery(objectAt(query, name)), languages });
  const [columns, keys, relationships] = ["AttributeQuery", "KeyQuery", "RelationshipQuery"].map(within);
  const written = <S>(
    name: string,
    kind: Kind<S>,
    {
      items,
      asked,
      write,
    }: {
      readonly items: () => readonly S[];
      readonly asked: Asked | undefined;
      readonly write?: (item: S, asked: Asked) => Definition;
    },
  ): Definition => ({
    [name]:
      asked === undefined || !asksFor(part, name)
        ? []
        : selected(kind, items(), asked.part).map(
            (item) => write?.(item, asked) ?? writePart(kind, item, asked),
          ),
  });
  return {
    ...writePart(tableKind, table, { part, languages }),
    ...written<ColumnSource>("Attributes", columnKind, {
      items: () => columnsOf(room, table),
      asked: columns,
      write: (item, asked) => writeColumn(room, item, asked),
    }),
    ...written<KeySource>("Keys", keyKind, { items: () => keySources(table), asked: keys }),
    ...Object.assign(
      {},
      ...Object.entries(relationshipKinds).map(([name, kind]) =>
        written<RelationshipSource>(name, kind, {
          items: () => relationshipsOf(room, table, name),
          asked: relationships,
        }),
      ),
    ),
  };
};

/**
 * Answers the function RetrieveMetadataChanges: definitions as a cache reads them, all of them, or none when nothing
 * has changed since the stamp of the last reading (Microsoft, Query schema definitions).
 */
export const answerMetadataChanges = (session: Session, call: string | undefined): Answer => {
  const { request, dataverse } = session;
  const { aliases } = request.options;
  const query = parameterOf(call, aliases, "Query");
  const stamp = parameterOf(call, aliases, "ClientVersionStamp");
  if (query !== undefined && !isJson(query)) {
    throw badSyntax("The parameter 'Query' must be an EntityQueryExpression.");
  }
  const room = roomOf(session);
  const tables = [...room.definitions.tables.values()];
  const asked = query ?? { Properties: { AllProperties: true } };
  const isSame = typeof stamp === "string" && isUpToDate(dataverse, stamp);
  const items = isSame ? [] : selected(tableKind, tables, partQuery(asked));
  return jsonAnswer(
    200,
    JSON.stringify({
      "@odata.context": `${request.root}$metadata#Microsoft.Dynamics.CRM.RetrieveMetadataChangesResponse`,
      ServerVersionStamp: stampOf(dataverse),
      DeletedMetadata: { Count: 0, IsReadOnly: false, Keys: [], Values: [] },
      EntityMetadata: items.map((table) => writeTable(room, table, asked)),
    }),
  );
};
