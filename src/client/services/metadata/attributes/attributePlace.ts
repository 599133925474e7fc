import { DataverseError } from "../../../errors.ts";
import { jsonObject } from "../../../http/jsonBody.ts";
import type { DataverseRequest } from "../../../http/message.ts";
import { restated } from "../../../http/restated.ts";
import { type AttributeReference, attributePath, attributesPath } from "../../../odata/attributeReference.ts";
import { type AttributeType, metadataTypeOf } from "../../../odata/attributeTypes.ts";
import { queryString } from "../../../odata/query.ts";
import { jsonObjects } from "../../jsonObject.ts";
import type { ServiceContext } from "../../serviceContext.ts";
import { closestNames } from "../../tables/closestNames.ts";
import type { TablePlace } from "../../tables/tableDefinitions.ts";

/** One attribute of one table. */
export interface AttributePlace {
  readonly table: TablePlace;
  readonly attribute: AttributeReference;
}

/** A metadata type to cast to; undefined for an attribute that has none, such as a virtual one. */
export type Cast = Pick<AttributeType, "metadataType"> | undefined;

/** Definitions are cached for about 30 seconds, unless the request asks for the truth (Microsoft, "Compose HTTP requests"). */
export const fresh = { Consistency: "Strong" } as const;

/** The attribute as a sentence names it: `the attribute revenue of account`. */
export const attributeName = ({ table, attribute }: AttributePlace): string =>
  `the attribute ${attribute.value} of ${table.name}`;

/**
 * The metadata type of an attribute, which an answer without a cast tells by its `@odata.type`. Costs one request.
 */
export const readMetadataType = async (
  context: ServiceContext,
  place: AttributePlace,
  headers = {},
): Promise<Cast> => {
  const request: DataverseRequest = {
    operation: `Find out the type of ${attributeName(place)}`,
    method: "GET",
    path: `${attributePath(place.table.path, place.attribute)}${queryString({ select: ["LogicalName"] })}`,
    repeat: "read",
    headers,
  };
  const answer = jsonObject(request, await context.send(request));
  const metadataType = metadataTypeOf(answer["@odata.type"]);
  return metadataType === undefined ? undefined : { metadataType };
};

/** True for the answer to an attribute that a table does not have; the text tells it from an unknown table. */
export const isUnknownAttribute = (error: unknown): error is DataverseError =>
  error instanceof DataverseError &&
  error.kind === "notFound" &&
  /\battribute\b/i.test(error.serverMessage ?? "");

/**
 * Makes a call about one attribute. When the table has no such attribute, its names are read, at the cost of one request,
 * and the error says which of them may have been meant.
 */
export const withAttributeSuggestions = async <Result>(
  context: ServiceContext,
  place: AttributePlace,
  call: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await call();
  } catch (error) {
    throw isUnknownAttribute(error) ? await unknownAttribute(context, place, error) : error;
  }
};

const LIST_THEM = "The action [CRM] List Attributes lists the names that can be used.";

const unknownAttribute = async (
  context: ServiceContext,
  { table, attribute }: AttributePlace,
  error: DataverseError,
): Promise<DataverseError> => {
  if (attribute.by === "metadataId") {
    const what = `the table ${table.name} has no attribute with the MetadataId ${attribute.value}`;
    return restated(error, { what, hint: LIST_THEM });
  }
  const names = closestNames(attribute.value, await readNames(context, table), 3).map((name) => `'${name}'`);
  return restated(error, {
    what: `the table ${table.name} has no attribute '${attribute.value}'`,
    hint: names.length === 0 ? LIST_THEM : `Did you mean ${names.join(" or ")}?`,
  });
};

/** Logical names; none when they cannot be read, since then the error that led here is the one to show. */
const readNames = async (context: ServiceContext, table: TablePlace): Promise<readonly string[]> => {
  const request: DataverseRequest = {
    operation: `Look up the attributes of ${table.name}`,
    method: "GET",
    path: `${attributesPath(table.path)}${queryString({ select: ["LogicalName"] })}`,
    repeat: "read",
  };
  try {
    const answer = jsonObject(request, await context.send(request));
    return jsonObjects(request, answer).map((attribute) => String(attribute["LogicalName"] ?? ""));
  } catch (error) {
    context.log.debug("The attributes could not be looked up.", { reason: String(error) });
    return [];
  }
};
