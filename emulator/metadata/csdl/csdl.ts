import type { Collection, Column, Navigation, Schema, Table } from "../../schema/schema.ts";
import { tableNamed } from "../../schema/schema.ts";
import { definitionSets, definitionTypes } from "./definitionTypes.ts";
import { operationElements, operationImports, operationTypes } from "./operations.ts";
import { element } from "./xml.ts";

/** Users and teams are principals: their OData key is `ownerid`. */
const principals: ReadonlySet<string> = new Set(["systemuser", "team"]);

const description = (text: string | undefined): string =>
  text === undefined ? "" : element("Annotation", { Term: "Org.OData.Core.V1.Description", String: text });

const computed = element("Annotation", { Term: "Org.OData.Core.V1.Computed" }, "<Bool>true</Bool>");

const propertyOf = ({ property, edmType, isLookup, definition }: Column, annotated: boolean): string =>
  element(
    "Property",
    { Name: property, Type: edmType, Unicode: edmType === "Edm.String" ? "false" : undefined },
    isLookup ? computed : "",
    annotated ? description(definition.description) : "",
  );

/** An owner is bound by one property whatever table it is of. */
const navigationType = ({ targets: [target = "crmbaseentity", ...more] }: Navigation): string =>
  more.length === 0 ? target : "principal";

const partnerOf = ({ column, targets: [table, ...more] }: Navigation): string | undefined =>
  more.length === 0
    ? column.definition.targets?.find((target) => target.table === table)?.collectionProperty
    : undefined;

const navigationOf = (schema: Schema, navigation: Navigation): string => {
  const type = navigationType(navigation);
  const key = type === "principal" || principals.has(type) ? "ownerid" : schema.tables.get(type)?.primaryId;
  return element(
    "NavigationProperty",
    {
      Name: navigation.name,
      Type: `mscrm.${type}`,
      Nullable: "false",
      Partner: partnerOf(navigation),
    },
    element("ReferentialConstraint", { Property: navigation.column.property, ReferencedProperty: key }),
  );
};

const collectionPartner = (schema: Schema, table: Table, collection: Collection): string | undefined => {
  const other = tableNamed(schema, collection.table);
  if (collection.kind === "1:N") {
    return [...other.navigations.values()].find(
      ({ column, targets }) => column.name === collection.column && targets.includes(table.name),
    )?.name;
  }
  return [...other.collections.values()].find(
    (back) =>
      back.kind === "N:N" && back.relationship === collection.relationship && back.near === collection.far,
  )?.name;
};

const entityType = (schema: Schema, table: Table, annotated: boolean): string => {
  const isPrincipal = principals.has(table.name);
  const key = element("Key", {}, element("PropertyRef", { Name: table.primaryId }));
  const columns = [...table.columns.values()].filter(({ name }) => !(isPrincipal && name === "ownerid"));
  return element(
    "EntityType",
    { Name: table.name, BaseType: isPrincipal ? "mscrm.principal" : "mscrm.crmbaseentity" },
    isPrincipal ? "" : key,
    ...columns.map((column) => propertyOf(column, annotated)),
    ...[...table.navigations.values()].map((navigation) => navigationOf(schema, navigation)),
    ...[...table.collections.values()].map((collection) =>
      element("NavigationProperty", {
        Name: collection.name,
        Type: `Collection(mscrm.${collection.table})`,
        Partner: collectionPartner(schema, table, collection),
      }),
    ),
    annotated ? description(table.definition.description) : "",
  );
};

const changeTracking = element(
  "Annotation",
  { Term: "Org.OData.Capabilities.V1.ChangeTracking" },
  element("Record", {}, element("PropertyValue", { Property: "Supported", Bool: "true" })),
);

const entitySet = (schema: Schema, table: Table): string => {
  const binding = (path: string, target: string): string =>
    element("NavigationPropertyBinding", {
      Path: path,
      Target: schema.tables.get(target)?.entitySet ?? target,
    });
  return element(
    "EntitySet",
    { Name: table.entitySet, EntityType: table.type },
    ...[...table.navigations.values()].flatMap(({ name, targets: [target = "", ...more] }) =>
      more.length === 0 ? [binding(name, target)] : [],
    ),
    ...[...table.collections.values()].map(({ name, table: target }) => binding(name, target)),
    table.definition.changeTracking ? changeTracking : "",
  );
};

const baseTypes = [
  element("EntityType", { Name: "crmbaseentity", Abstract: "true" }),
  element(
    "EntityType",
    { Name: "principal", BaseType: "mscrm.crmbaseentity" },
    element("Key", {}, element("PropertyRef", { Name: "ownerid" })),
    element("Property", { Name: "ownerid", Type: "Edm.Guid" }),
  ),
].join("");

const writeCsdl = (schema: Schema, annotated: boolean): string => {
  const tables = [...schema.tables.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
  const container = element(
    "EntityContainer",
    { Name: "System" },
    ...tables.map((table) => entitySet(schema, table)),
    definitionSets(),
    operationImports(),
  );
  const content = [
    baseTypes,
    ...tables.map((table) => entityType(schema, table, annotated)),
    definitionTypes(),
    operationTypes(),
    operationElements(),
    container,
  ];
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">',
    "<edmx:DataServices>",
    '<Schema Namespace="Microsoft.Dynamics.CRM" Alias="mscrm" xmlns="http://docs.oasis-open.org/odata/ns/edm">',
    ...content,
    "</Schema></edmx:DataServices></edmx:Edmx>",
  ].join("");
};

const written = new WeakMap<Schema, Map<boolean, string>>();

/**
 * The service's model as CSDL XML, written when first asked for. Descriptions come only with `?annotations=true`
 * (Microsoft, Web API service documents); change tracking is always told.
 */
export const csdlOf = (schema: Schema, annotated: boolean): string => {
  const texts = written.get(schema) ?? new Map<boolean, string>();
  written.set(schema, texts);
  const known = texts.get(annotated) ?? writeCsdl(schema, annotated);
  texts.set(annotated, known);
  return known;
};
