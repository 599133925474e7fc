import { jsonObject } from "../../../../http/jsonBody.ts";
import { mapJsonItems } from "../../../../http/jsonItems.ts";
import type { DataverseResponse } from "../../../../http/message.ts";
import { attributesPath } from "../../../../odata/attributeReference.ts";
import { definitionQuery } from "../../../../odata/definitionQuery.ts";
import { tableDefinitionPath } from "../../../../odata/tableReference.ts";
import { isJsonObject, type JsonObject, jsonObjects } from "../../../jsonObject.ts";
import { textIn } from "../../../metadata/definitionValues.ts";
import type { ServiceContext } from "../../../serviceContext.ts";
import { type Column, toColumn } from "./column.ts";
import { type Option, optionsIn } from "./option.ts";
import { type Read, readTogether } from "./readTogether.ts";

/** What definitions say of a table and of those around it, as far as records can be checked by it. */
export interface TableDefinitions {
  readonly columns: readonly Column[];
  /** By the logical name of a choice or yes/no column. */
  readonly options: ReadonlyMap<string, readonly Option[]>;
  /** Of all tables that the Web API offers, by logical name. */
  readonly entitySets: ReadonlyMap<string, string>;
  /** The navigation properties under which a new record may bring others along. */
  readonly collections: ReadonlySet<string>;
}

/**
 * Options come with an attribute only after a cast to its type, and there is no cast to all types that have some
 * (Microsoft, "Query table definitions using the Web API").
 */
const OPTION_SETS: readonly (readonly [string, string])[] = [
  ["Picklist", "Options"],
  ["MultiSelectPicklist", "Options"],
  ["State", "Options"],
  ["Status", "Options"],
  ["Boolean", "TrueOption,FalseOption"],
];

/** Reads them in one request. */
export const readDefinitions = async (
  context: ServiceContext,
  logicalName: string,
): Promise<TableDefinitions> => {
  const [columns, tables, children, peers, ...choices] = readsOf(logicalName);
  const operation = `Read the definitions of the table ${logicalName}`;
  const [ofColumns, ofTables, ofChildren, ofPeers, ...ofChoices] = await readTogether(context, operation, [
    columns,
    tables,
    children,
    peers,
    ...choices,
  ]);
  return {
    columns: itemsIn(columns, ofColumns, toColumn),
    entitySets: new Map(
      itemsIn(tables, ofTables, (table) => named(table, textIn(table, "EntitySetName") ?? "")),
    ),
    collections: new Set(
      [
        ...itemsIn(children, ofChildren, (relationship) => [textIn(relationship, CHILDREN)]).flat(),
        ...itemsIn(peers, ofPeers, (relationship) => PEERS.map((peer) => textIn(relationship, peer))).flat(),
      ].filter((name) => name !== null),
    ),
    options: new Map(
      choices.flatMap((read, index) =>
        itemsIn(read, ofChoices[index], (column) => named(column, optionsIn(column))),
      ),
    ),
  };
};

/** Where relationships name the collections of a table; those of a many-to-many one are of either table. */
const CHILDREN = "ReferencedEntityNavigationPropertyName";
const PEERS = ["Entity1NavigationPropertyName", "Entity2NavigationPropertyName"];

/** Attributes without `$select` bring the properties of their own types, which cannot be named without a cast. */
const readsOf = (logicalName: string): readonly [Read, Read, Read, Read, ...Read[]] => {
  const table = tableDefinitionPath({ by: "name", value: logicalName });
  const relationships = (kind: string, select: readonly string[]): Read => ({
    operation: `Read the relationships of the table ${logicalName}`,
    path: `${table}/${kind}Relationships${definitionQuery({ select })}`,
  });
  return [
    { operation: `Read the columns of the table ${logicalName}`, path: attributesPath(table) },
    {
      operation: "Read the entity sets of the tables",
      path: `EntityDefinitions${definitionQuery({ select: ["LogicalName", "EntitySetName"] })}`,
    },
    relationships("OneToMany", [CHILDREN]),
    relationships("ManyToMany", PEERS),
    ...OPTION_SETS.map(([type, options]) => ({
      operation: `Read the options of the ${type} columns of the table ${logicalName}`,
      path: `${attributesPath(table, { metadataType: `${type}AttributeMetadata` })}${definitionQuery({
        select: ["LogicalName"],
        expand: `OptionSet($select=${options})`,
      })}`,
    })),
  ];
};

const named = <Value>(definition: JsonObject, value: Value): readonly [string, Value] => [
  textIn(definition, "LogicalName") ?? "",
  value,
];

const itemsIn = <Item>(
  read: Read,
  response: DataverseResponse | undefined,
  shape: (definition: JsonObject) => Item,
): readonly Item[] => {
  if (response === undefined) {
    return [];
  }
  const items = mapJsonItems(response, (item) => (isJsonObject(item) ? shape(item) : undefined));
  if (items?.every((item) => item !== undefined)) {
    return items;
  }
  const request = { ...read, method: "GET", repeat: "read" } as const;
  return jsonObjects(request, jsonObject(request, response)).map(shape);
};
