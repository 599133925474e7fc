import { equals, holds } from "./expectation.ts";
import { read } from "./read.ts";
import type { Step } from "./step.ts";

const lengthOf = (data: unknown, member: string): number => {
  const list = read(data, member);
  return Array.isArray(list) ? list.length : 0;
};

/** Tables and columns that every org has. */
export const readDefinitions: readonly Step[] = [
  {
    name: "entityTypes",
    title: "List the entity types, the first 5",
    action: "listEntities",
    inputs: () => ({ maxPageSize: "5" }),
    expect: (data) => [
      equals("entity types", lengthOf(data, "entities"), 5),
      equals("has more", read(data, "hasMore"), true),
    ],
  },
  {
    name: "nextEntityTypes",
    title: "Ask for the next 5 with the link from that result",
    action: "listEntities",
    inputs: (earlier) => ({ maxPageSize: "5", nextLink: read(earlier("entityTypes"), "nextLink") }),
    expect: (data, earlier) => [
      equals("entity types", lengthOf(data, "entities"), 5),
      holds(
        "other ones",
        read(data, "entities", 0, "name") !== read(earlier("entityTypes"), "entities", 0, "name"),
        { seen: read(data, "entities", 0, "name"), wanted: "another one than on the first page" },
      ),
    ],
  },
  {
    name: "tables",
    title: "List the tables with their details",
    action: "listEntitiesAction",
    inputs: () => ({ includeDetails: "true" }),
    expect: (data) => [
      equals("tables", lengthOf(data, "entities"), read(data, "totalCount")),
      holds("of them custom", typeof read(data, "customEntitiesCount") === "number", {
        seen: read(data, "customEntitiesCount"),
        wanted: "a number",
      }),
    ],
  },
  {
    name: "accountDefinition",
    title: "Get the definition of the account table",
    action: "getEntityMetaData",
    inputs: () => ({ entityType: "account" }),
    expect: (data) => [
      equals("set", read(data, "result", "EntitySetName"), "accounts"),
      equals("primary name", read(data, "result", "PrimaryNameAttribute"), "name"),
    ],
  },
  {
    name: "selection",
    title: "Get tables with their columns for a picker",
    action: "getEntitiesMetaData",
    inputs: () => ({
      recordTypeFilter: ["Account", "contact"],
      includeAllCustomRecordTypes: "false",
      defaultSelectedRecordTypes: ["account"],
    }),
    expect: (data) => [
      equals("tables", Array.isArray(data) ? data.length : 0, 2),
      equals("first", read(data, 0, "object", "label"), "Account"),
      equals("selected", read(data, 0, "defaultSelected"), true),
    ],
  },
  {
    name: "columns",
    title: "List the text columns of the account table",
    action: "listAttributesAction",
    inputs: () => ({ entityId: "account", attributeType: "String" }),
    expect: (data) => [
      equals("columns", lengthOf(data, "attributes"), read(data, "totalCount")),
      equals("primary name", read(data, "primaryNameAttribute"), "name"),
    ],
  },
  {
    name: "moneyColumns",
    title: "Query the amount columns with their precision",
    action: "queryAttributes",
    inputs: () => ({
      entityId: "account",
      attributeType: "Money",
      fieldNames: ["LogicalName", "Precision"],
      filterExpression: "IsCustomAttribute eq false",
    }),
    expect: (data) => [
      holds("columns", lengthOf(data, "value") > 0, { seen: lengthOf(data, "value"), wanted: "some" }),
      holds("precision", typeof read(data, "value", 0, "Precision") === "number", {
        seen: read(data, "value", 0, "Precision"),
        wanted: "a number",
      }),
    ],
  },
  {
    name: "choices",
    title: "Get a choice column with its options",
    action: "getAttribute",
    inputs: () => ({
      entityId: "account",
      attributeType: "industrycode",
      fieldNames: ["LogicalName"],
      expandPropertyNames: ["OptionSet"],
    }),
    expect: (data) => [
      equals("column", read(data, "LogicalName"), "industrycode"),
      holds("options", lengthOf(read(data, "OptionSet"), "Options") > 0, {
        seen: lengthOf(read(data, "OptionSet"), "Options"),
        wanted: "some",
      }),
    ],
  },
];

const label = (text: string) => ({
  "@odata.type": "Microsoft.Dynamics.CRM.Label",
  LocalizedLabels: [
    { "@odata.type": "Microsoft.Dynamics.CRM.LocalizedLabel", Label: text, LanguageCode: 1033 },
  ],
});

/** Makes a column, changes it and drops it again. */
export const writeDefinitions: readonly Step[] = [
  {
    name: "columnCreated",
    title: "Create an amount column with the default Attribute Body",
    action: "createAttribute",
    inputs: () => ({ entityId: "account" }),
    expect: (data) => [
      equals("column", read(data, "LogicalName"), "new_balance"),
      equals("label", read(data, "DisplayName", "UserLocalizedLabel", "Label"), "Balance"),
    ],
  },
  {
    name: "columnUpdated",
    title: "Change its label",
    action: "updateAttribute",
    inputs: () => ({
      entityId: "account",
      attributeBody: JSON.stringify({ LogicalName: "new_balance", DisplayName: label("Open Balance") }),
    }),
    expect: (data, earlier) => [
      equals("label", read(data, "DisplayName", "UserLocalizedLabel", "Label"), "Open Balance"),
      equals("MetadataId", read(data, "MetadataId"), read(earlier("columnCreated"), "MetadataId")),
    ],
  },
  {
    name: "columnDropped",
    title: "Drop the column by a raw request",
    action: "rawRequest",
    inputs: () => ({
      url: "EntityDefinitions(LogicalName='account')/Attributes(LogicalName='new_balance')",
      method: "DELETE",
    }),
    expect: () => [],
  },
];
