import { DataverseError, type DataverseErrorKind } from "../../errors.ts";
import { isGatewayStatus } from "../../http/carriedOut.ts";
import { jsonObject } from "../../http/jsonBody.ts";
import type { DataverseRequest, Send } from "../../http/message.ts";
import type { Log } from "../../log.ts";
import { definitionQuery, equalsText } from "../../odata/definitionQuery.ts";
import { type JsonObject, jsonObjects } from "../jsonObject.ts";

/** The primary key of a table. */
export interface PrimaryKey {
  readonly column: string;
  /** Rows of elastic tables are in partitions (Microsoft, "Use elastic tables"). */
  readonly isElastic: boolean;
}

/** Where new records get an id from their creator. */
export interface PrimaryKeys {
  /**
   * The primary key of a table by its entity set, read once. Undefined for a table that takes no ids, or when it cannot
   * be found out.
   */
  readonly of: (entitySet: string) => Promise<PrimaryKey | undefined>;
  /** Has it read anew. */
  readonly forget: (entitySet: string) => void;
  /** Notes that the table takes no ids. */
  readonly withhold: (entitySet: string) => void;
}

/** What is known of tables, by the address of the entity set; null for a table that takes no ids. May outlive a client. */
export interface PrimaryKeyCache {
  readonly get: (address: string) => PrimaryKey | null | undefined;
  readonly set: (address: string, key: PrimaryKey | null) => void;
  readonly delete: (address: string) => void;
}

const REMEMBERED_TABLES = 1_000;

/** Forgets the oldest when it is full. */
export const createPrimaryKeyCache = (limit = REMEMBERED_TABLES): PrimaryKeyCache => {
  const keys = new Map<string, PrimaryKey | null>();
  return {
    get: (address) => keys.get(address),
    set: (address, key) => {
      keys.delete(address);
      keys.set(address, key);
      const [oldest] = keys.keys();
      if (keys.size > limit && oldest !== undefined) {
        keys.delete(oldest);
      }
    },
    delete: (address) => {
      keys.delete(address);
    },
  };
};

export interface PrimaryKeySource {
  readonly send: Send;
  readonly serviceRoot: string;
  readonly log: Log;
}

/** Looks in the cache first; calls that need a table at the same time share one request. */
export const createPrimaryKeys = (source: PrimaryKeySource, cache: PrimaryKeyCache): PrimaryKeys => {
  const underWay = new Map<string, Promise<PrimaryKey | undefined>>();
  const address = (entitySet: string): string => `${source.serviceRoot}${entitySet}`;
  const read = async (entitySet: string): Promise<PrimaryKey | undefined> => {
    try {
      const key = await readPrimaryKey(source, entitySet);
      if (key !== undefined) {
        cache.set(address(entitySet), key);
      }
      return key ?? undefined;
    } finally {
      underWay.delete(entitySet);
    }
  };
  return {
    of: async (entitySet) => {
      const known = cache.get(address(entitySet));
      if (known !== undefined) {
        return known ?? undefined;
      }
      const reading = underWay.get(entitySet) ?? read(entitySet);
      underWay.set(entitySet, reading);
      return reading;
    },
    forget: (entitySet) => cache.delete(address(entitySet)),
    withhold: (entitySet) => cache.set(address(entitySet), null),
  };
};

/** The operation is the one that the key is wanted for: when Dataverse does not answer, that is what failed. */
const readPrimaryKey = async (
  { send, log }: PrimaryKeySource,
  entitySet: string,
): Promise<PrimaryKey | null | undefined> => {
  const query = definitionQuery({
    select: ["LogicalName", "PrimaryIdAttribute", "TableType"],
    filter: equalsText("EntitySetName", entitySet),
  });
  const request: DataverseRequest = {
    operation: `Create a record in ${entitySet}`,
    method: "GET",
    path: `EntityDefinitions${query}`,
    repeat: "read",
  };
  try {
    const [table] = jsonObjects(request, jsonObject(request, await send(request)));
    return table === undefined ? undefined : primaryKeyIn(table);
  } catch (error) {
    if (isAboutEveryRequest(error)) {
      throw error;
    }
    log.debug("The name of the primary key could not be read.", { entitySet, reason: String(error) });
    return undefined;
  }
};

/** The rows of a virtual table are kept elsewhere, and their ids are made there (Microsoft, "Virtual tables"). */
const primaryKeyIn = (table: JsonObject): PrimaryKey | null => {
  const { PrimaryIdAttribute: column, TableType: type } = table;
  return typeof column === "string" && column !== "" && type !== "Virtual"
    ? { column, isElastic: type === "Elastic" }
    : null;
};

const ABOUT_EVERY_REQUEST: ReadonlySet<DataverseErrorKind> = new Set<DataverseErrorKind>([
  "unauthorized",
  "throttled",
  "timeout",
  "unreachable",
  "aborted",
]);

/** The next request would end in the same way; then better no write was begun. */
const isAboutEveryRequest = (error: unknown): boolean =>
  error instanceof DataverseError &&
  (ABOUT_EVERY_REQUEST.has(error.kind) || isGatewayStatus(error.status ?? 0));
