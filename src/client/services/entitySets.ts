import { DataverseError } from "../errors.ts";
import { errorSentence } from "../http/errorSentence.ts";
import { jsonObject } from "../http/jsonBody.ts";
import type { DataverseRequest } from "../http/message.ts";
import { entitySetName } from "../odata/names.ts";
import { closestNames } from "./closestNames.ts";
import { jsonObjects } from "./jsonObject.ts";
import type { ServiceContext } from "./serviceContext.ts";

export interface EntitySets {
  /**
   * Makes a call with the entity set that Entity Type names. When Dataverse knows no such set, the tables are looked up
   * and the call is made once more with the right one: nothing was written by the first, whatever its method.
   */
  readonly run: <Result>(entityType: string, call: (entitySet: string) => Promise<Result>) => Promise<Result>;
}

interface TableNames {
  readonly entitySet: string;
  readonly logicalName: string;
  readonly logicalCollectionName: string;
}

/** Microsoft, "Troubleshoot Dataverse Web API client errors": "Resource not found for the segment". */
const SEGMENT_NOT_FOUND = "0x8006088a";
const REMEMBERED_NAMES = 100;

/** True for the answer to a path that starts with an unknown entity set; it proves that nothing was read or written. */
export const isUnknownSegment = (error: unknown): error is DataverseError =>
  error instanceof DataverseError && error.code === SEGMENT_NOT_FOUND;

/** Names that had to be corrected are remembered for the lifetime of the client that the sets belong to. */
export const createEntitySets = (context: ServiceContext): EntitySets => {
  const corrections = new Map<string, string>();
  return {
    run: async (entityType, call) => {
      const named = entitySetName(entityType);
      const entitySet = corrections.get(named) ?? named;
      try {
        return await call(entitySet);
      } catch (error) {
        if (!isUnknownSegment(error) || isOtherSegment(error, entitySet)) {
          throw error;
        }
        const corrected = await correct(context, entitySet, error);
        if (corrections.size < REMEMBERED_NAMES) {
          corrections.set(named, corrected);
        }
        return call(corrected);
      }
    },
  };
};

const isOtherSegment = (error: DataverseError, entitySet: string): boolean => {
  const segment = /segment '([^']*)'/.exec(error.serverMessage ?? "")?.[1];
  return segment !== undefined && segment !== entitySet;
};

const correct = async (context: ServiceContext, name: string, error: DataverseError): Promise<string> => {
  const tables = await readTableNames(context, name);
  if (tables === undefined || tables.some(({ entitySet }) => entitySet === name)) {
    throw error;
  }
  const corrected = soleMatch(tables, name);
  if (corrected === undefined) {
    throw unknownTable(tables, name, error);
  }
  context.log.warn(
    `Entity Type "${name}" is not the name of an entity set; "${corrected}" was used. Set Entity Type to ${corrected} to save two requests.`,
  );
  return corrected;
};

/** Undefined when the definitions cannot be read: then the error that led here is the one to show. */
const readTableNames = async (
  context: ServiceContext,
  name: string,
): Promise<readonly TableNames[] | undefined> => {
  const request: DataverseRequest = {
    operation: `Look up the table ${name}`,
    method: "GET",
    path: "EntityDefinitions?$select=LogicalName,LogicalCollectionName,EntitySetName",
    repeat: "read",
  };
  try {
    const body = jsonObject(request, await context.send(request));
    return jsonObjects(request, body).map((table) => ({
      entitySet: String(table["EntitySetName"] ?? ""),
      logicalName: String(table["LogicalName"] ?? ""),
      logicalCollectionName: String(table["LogicalCollectionName"] ?? ""),
    }));
  } catch (error) {
    context.log.debug("The tables could not be looked up.", { reason: String(error) });
    return undefined;
  }
};

const nameKinds = ["entitySet", "logicalName", "logicalCollectionName"] as const;

/** The one table that has the name in any case, as its set's, its own or its collection's name. */
const soleMatch = (tables: readonly TableNames[], name: string): string | undefined => {
  const wanted = name.toLowerCase();
  const reachable = tables.filter(({ entitySet }) => entitySet !== "");
  for (const kind of nameKinds) {
    const sets = new Set(
      reachable.filter((table) => table[kind].toLowerCase() === wanted).map(({ entitySet }) => entitySet),
    );
    if (sets.size === 1) {
      return [...sets][0];
    }
  }
  return undefined;
};

const unknownTable = (tables: readonly TableNames[], name: string, cause: DataverseError): DataverseError => {
  const sets = tables.map(({ entitySet }) => entitySet).filter((entitySet) => entitySet !== "");
  const suggestions = closestNames(name, sets, 3).map((suggestion) => `'${suggestion}'`);
  const { operation, status, code, serverMessage, requestId } = cause;
  const message = errorSentence({
    operation,
    what: `Entity Type names no table: there is no entity set '${name}'`,
    hint:
      suggestions.length === 0
        ? "The action List Entity Types lists the names that can be used."
        : `Did you mean ${suggestions.join(" or ")}?`,
    status,
    code,
    requestId,
  });
  return new DataverseError(message, {
    kind: "notFound",
    operation,
    status,
    code,
    serverMessage,
    requestId,
  });
};
