import { jsonObject } from "../../../http/jsonBody.ts";
import type { DataverseRequest, HeaderMap } from "../../../http/message.ts";
import { isCommonProperty, propertyName } from "../../../odata/attributeProperties.ts";
import { attributePath, attributesPath } from "../../../odata/attributeReference.ts";
import { type AttributeType, qualifiedType, withTypeFilter } from "../../../odata/attributeTypes.ts";
import { queryString, type RecordQuery } from "../../../odata/query.ts";
import type { JsonObject } from "../../jsonObject.ts";
import { type RecordPage, readPage } from "../../queries/recordPage.ts";
import type { ServiceContext } from "../../serviceContext.ts";
import type { TablePlace } from "../../tables/tableDefinitions.ts";
import {
  type AttributePlace,
  attributeName,
  type Cast,
  readMetadataType,
  withAttributeSuggestions,
} from "./attributePlace.ts";
import { withPropertyHints } from "./propertyHints.ts";

export interface AttributeQuery extends Pick<RecordQuery, "select" | "filter" | "expand"> {
  /** Only attributes of this type, with the properties that only they have. */
  readonly type?: AttributeType | undefined;
}

/** Dataverse does not page definitions: all that match come at once (Microsoft, "Query table definitions"). */
export const queryAttributes = async (
  context: ServiceContext,
  table: TablePlace,
  { type, select, filter, expand }: AttributeQuery,
): Promise<RecordPage> => {
  const query = { select: select?.map(propertyName), filter: withTypeFilter(type, filter), expand };
  const request: DataverseRequest = {
    operation: `Query the attributes of ${table.name}`,
    method: "GET",
    path: `${attributesPath(table.path, type)}${queryString(query)}`,
    repeat: "read",
  };
  const page = await withPropertyHints(() => readPage(context, request), setAttributeType);
  return { ...page, value: page.value.map((attribute) => ({ ...odataType(type), ...attribute })) };
};

/**
 * Dataverse leaves `@odata.type` out of an answer to a cast. It is put back, so that an attribute has the same form either
 * way and can be sent again.
 */
const odataType = (cast: Cast): JsonObject =>
  cast?.metadataType === undefined ? {} : { "@odata.type": `#${qualifiedType(cast.metadataType)}` };

const setAttributeType = (types: string): string =>
  `It belongs to the types ${types} alone: set Attribute Type to one of them.`;

export type AttributeSelection = Pick<RecordQuery, "select" | "expand">;

/**
 * One attribute. Properties that all attributes have take one request. Those of one type, and expanded ones such as
 * `OptionSet`, are reachable only through a cast to the type, and finding it out takes a second request.
 */
export const getAttribute = (
  context: ServiceContext,
  place: AttributePlace,
  { select = [], expand = [] }: AttributeSelection,
): Promise<JsonObject> =>
  withAttributeSuggestions(context, place, async () => {
    const names = select.map(propertyName);
    const needsCast = expand.length > 0 || !names.every(isCommonProperty);
    const cast = needsCast ? await readMetadataType(context, place) : undefined;
    return withPropertyHints(() => readAttribute(context, place, { cast, select: names, expand }));
  });

export interface AttributeReading extends AttributeSelection {
  readonly cast?: Cast;
  readonly headers?: HeaderMap | undefined;
}

/** Reads an attribute, with the properties of the type that it is cast to. */
export const readAttribute = async (
  context: ServiceContext,
  place: AttributePlace,
  { cast, headers = {}, ...selection }: AttributeReading,
): Promise<JsonObject> => {
  const request: DataverseRequest = {
    operation: `Get ${attributeName(place)}`,
    method: "GET",
    path: `${attributePath(place.table.path, place.attribute, cast)}${queryString(selection)}`,
    repeat: "read",
    headers,
  };
  const { "@odata.context": where, ...attribute } = jsonObject(request, await context.send(request));
  return {
    ...(where !== undefined && { "@odata.context": where }),
    ...odataType(cast),
    ...attribute,
  };
};
