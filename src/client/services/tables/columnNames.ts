import { DataverseError } from "../../errors.ts";
import { jsonObject } from "../../http/jsonBody.ts";
import type { DataverseRequest } from "../../http/message.ts";
import { restated } from "../../http/restated.ts";
import { encodeExpression, textLiteral } from "../../odata/literal.ts";
import { isJsonObject, type JsonObject, jsonObjects } from "../jsonObject.ts";
import type { ServiceContext } from "../serviceContext.ts";
import { closestNames } from "./closestNames.ts";

/** A name in a request that the table does not have; the table by its logical name or by its entity set. */
interface Misnamed {
  readonly name: string;
  readonly table: { readonly by: "LogicalName" | "EntitySetName"; readonly value: string };
  /** Where the name stood: in a query of OData, in front of `@odata.bind`, or in FetchXML, which knows columns alone. */
  readonly as: "property" | "bind" | "attribute";
}

/** Names that may stand where the wrong one stood. */
interface TableNames {
  readonly columns: readonly string[];
  readonly lookups: readonly Lookup[];
}

interface Lookup {
  readonly column: string;
  readonly navigationProperty: string;
}

/**
 * Texts in which Dataverse says which name it does not know (Microsoft, "Troubleshoot Dataverse Web API client errors";
 * the one about FetchXML, which has the table's schema name, is reported by users).
 */
const UNKNOWN_PROPERTY =
  /(?:Could not find a property named|Invalid property|property) '(\w+)' (?:on type|was found in entity|does not exist on type) 'Microsoft\.Dynamics\.CRM\.(\w+)'/i;
const UNDECLARED_PROPERTY = /for Entity\s*:\s*'(\w+)'.*undeclared property '(\w+)'/is;
const UNKNOWN_ATTRIBUTE = /'(\w+)' entity doesn't contain attribute with Name = '(\w+)'/i;

/**
 * Makes a call; when Dataverse refuses it for a column or a lookup that the table does not have, the table's names are
 * read, at the cost of one request, and the error says which of them may have been meant.
 */
export const withNameSuggestions = async <Result>(
  context: ServiceContext,
  call: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await call();
  } catch (error) {
    throw error instanceof DataverseError ? await suggestNames(context, error) : error;
  }
};

/** What `withNameSuggestions` throws for this error: the error itself when it is not about a name. */
export const suggestNames = async (
  context: ServiceContext,
  error: DataverseError,
): Promise<DataverseError> => {
  const misnamed = misnamedIn(error);
  const names = misnamed && (await readNames(context, misnamed));
  return misnamed === undefined || names === undefined ? error : unknownName(error, misnamed, names);
};

const misnamedIn = ({ serverMessage = "" }: DataverseError): Misnamed | undefined => {
  const [, name, table] = UNKNOWN_PROPERTY.exec(serverMessage) ?? [];
  if (name !== undefined && table !== undefined) {
    return { name, table: { by: "LogicalName", value: table }, as: "property" };
  }
  const [, schemaName, attribute] = UNKNOWN_ATTRIBUTE.exec(serverMessage) ?? [];
  if (schemaName !== undefined && attribute !== undefined) {
    const value = schemaName.toLowerCase();
    return { name: attribute, table: { by: "LogicalName", value }, as: "attribute" };
  }
  const [, entitySet, property] = UNDECLARED_PROPERTY.exec(serverMessage) ?? [];
  return property === undefined || entitySet === undefined
    ? undefined
    : { name: property, table: { by: "EntitySetName", value: entitySet }, as: "bind" };
};

/** Undefined when the names cannot be read: then the error that led here is the one to show. */
const readNames = async (context: ServiceContext, misnamed: Misnamed): Promise<TableNames | undefined> => {
  const { by, value } = misnamed.table;
  const filter = encodeExpression(`${by} eq ${textLiteral(value).literal}`);
  const request: DataverseRequest = {
    operation: `Look up the columns of ${value}`,
    method: "GET",
    path: `EntityDefinitions?$select=LogicalName&$filter=${filter}&$expand=Attributes($select=LogicalName),ManyToOneRelationships($select=ReferencingAttribute,ReferencingEntityNavigationPropertyName)`,
    repeat: "read",
  };
  try {
    const [table] = jsonObjects(request, jsonObject(request, await context.send(request)));
    return table === undefined ? undefined : namesOf(table);
  } catch (error) {
    context.log.debug("The columns could not be looked up.", { reason: String(error) });
    return undefined;
  }
};

const namesOf = (table: JsonObject): TableNames => ({
  columns: objectsIn(table["Attributes"]).map((column) => String(column["LogicalName"] ?? "")),
  lookups: objectsIn(table["ManyToOneRelationships"]).map((relationship) => ({
    column: String(relationship["ReferencingAttribute"] ?? ""),
    navigationProperty: String(relationship["ReferencingEntityNavigationPropertyName"] ?? ""),
  })),
});

const objectsIn = (value: unknown): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : [];

const WHAT: Readonly<Record<Misnamed["as"], string>> = {
  property: "column or relationship",
  bind: "lookup",
  attribute: "column",
};

const unknownName = (cause: DataverseError, misnamed: Misnamed, names: TableNames): DataverseError => {
  const suggestions = suggestionsFor(misnamed, names);
  return restated(cause, {
    what: `the table ${misnamed.table.value} has no ${WHAT[misnamed.as]} named '${misnamed.name}'`,
    hint:
      suggestions.length === 0
        ? "The action [CRM] List Attributes lists the names of its columns."
        : `Did you mean ${suggestions.map((name) => `'${name}'`).join(" or ")}?`,
  });
};

/**
 * A lookup has three names: the column, `_column_value` to read its id, and a navigation property for each table it can
 * point to, to expand and to bind it (Microsoft, "Web API navigation properties").
 */
const suggestionsFor = ({ name, as }: Misnamed, { columns, lookups }: TableNames): readonly string[] => {
  if (as === "attribute") {
    return closestNames(name.replace(/^_(.+)_value$/, "$1"), columns, 3);
  }
  const isBound = as === "bind";
  const bind = (property: string): string => (isBound ? `${property}@odata.bind` : property);
  const wanted = name.toLowerCase().replace(/^_(.+)_value$/, "$1");
  const ofLookup = lookups.filter(
    ({ column, navigationProperty }) => column === wanted || navigationProperty.toLowerCase() === wanted,
  );
  if (ofLookup.length > 0) {
    const readable = isBound ? [] : ofLookup.map(({ column }) => `_${column}_value`);
    return [
      ...new Set([...readable, ...ofLookup.map(({ navigationProperty }) => bind(navigationProperty))]),
    ].slice(0, MOST_SUGGESTIONS);
  }
  const properties = lookups.map(({ navigationProperty }) => navigationProperty);
  const candidates = isBound ? properties : [...columns, ...properties];
  return closestNames(name, candidates, 3).map(bind);
};

/** Some lookups, such as the regarding of an activity, can point to dozens of tables. */
const MOST_SUGGESTIONS = 5;
