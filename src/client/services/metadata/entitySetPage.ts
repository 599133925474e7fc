import { jsonObject } from "../../http/jsonBody.ts";
import type { DataverseRequest } from "../../http/message.ts";
import { entitySetLink, lastNameIn } from "../../odata/entitySetLink.ts";
import { type JsonObject, jsonObjects } from "../jsonObject.ts";
import type { ServiceContext } from "../serviceContext.ts";
import { inNameOrder } from "../tables/nameOrder.ts";

export interface EntitySetPageOptions {
  /** At least 1. */
  readonly pageSize: number;
  /** The next link of an earlier page. */
  readonly nextLink?: string | undefined;
}

/** An entry of the service document. */
export interface EntitySet {
  readonly name: string;
  readonly kind: string;
  /** Relative to the service root. */
  readonly url: string;
}

export interface EntitySetPage {
  /** In the order of their names. */
  readonly entities: readonly EntitySet[];
  /** Of all pages together. */
  readonly totalCount: number;
  readonly nextLink: string | null;
  readonly hasMore: boolean;
}

/**
 * A page of the entity sets of the environment. Dataverse sends the list as a whole (Microsoft, "Web API service
 * documents"); it is cut into pages here, each of which costs the one request.
 */
export const readEntitySetPage = async (
  context: ServiceContext,
  { pageSize, nextLink }: EntitySetPageOptions,
): Promise<EntitySetPage> => {
  const { serviceRoot } = context;
  const after = nextLink === undefined ? undefined : lastNameIn(serviceRoot, nextLink);
  const all = await readEntitySets(context);
  const left = after === undefined ? all : all.filter(({ name }) => inNameOrder(name, after) > 0);
  const entities = left.slice(0, pageSize);
  const last = entities.at(-1);
  const hasMore = left.length > entities.length;
  return {
    entities,
    totalCount: all.length,
    nextLink: hasMore && last !== undefined ? entitySetLink(serviceRoot, last.name) : null,
    hasMore,
  };
};

const readEntitySets = async (context: ServiceContext): Promise<readonly EntitySet[]> => {
  const request: DataverseRequest = {
    operation: "List the entity types",
    method: "GET",
    path: context.serviceRoot,
    repeat: "read",
  };
  const entries = jsonObjects(request, jsonObject(request, await context.send(request)));
  return entries.flatMap(entitySetIn).toSorted((one, other) => inNameOrder(one.name, other.name));
};

/** An entry without `kind` is an entity set (OData JSON Format 4.0, "Service Document"). */
const entitySetIn = ({ name, kind, url }: JsonObject): readonly EntitySet[] =>
  typeof name === "string"
    ? [{ name, kind: String(kind ?? "EntitySet"), url: typeof url === "string" ? url : name }]
    : [];
