import { errorFromResponse } from "../../../src/client/http/errorFromResponse.ts";
import {
  type DataverseRequest,
  type DataverseResponse,
  type FailedAttempt,
  isInParts,
} from "../../../src/client/http/message.ts";
import { createRounds } from "../../../src/client/http/rounds.ts";
import type { RecordContext } from "../../../src/client/services/records/recordContext.ts";
import {
  createPrimaryKeyCache,
  createPrimaryKeys,
  type PrimaryKeySource,
} from "../../../src/client/services/tables/primaryKeys.ts";
import { hurryingClock } from "../http/clocks.ts";

export interface ScriptedAnswer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly earlierAttempts?: readonly FailedAttempt[];
}

export interface Script {
  readonly context: RecordContext;
  readonly requests: readonly DataverseRequest[];
  readonly warnings: readonly string[];
  /** Answers that were not asked for. */
  readonly left: () => number;
}

const toResponse = ({
  status = 200,
  body,
  headers = {},
  earlierAttempts = [],
}: ScriptedAnswer): DataverseResponse => ({
  status,
  headers,
  body: new TextEncoder().encode(
    body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body),
  ),
  earlierAttempts,
});

/** The id of every record that is created on its own. */
export const chosenId = "c0c0c0c0-0000-8000-8000-00000000000c";

/** The key of accounts is known; that of another table is asked for. */
const creation = (
  source: PrimaryKeySource,
): Pick<RecordContext, "recordIds" | "primaryKeys" | "startRounds"> => {
  const cache = createPrimaryKeyCache();
  cache.set(`${source.serviceRoot}accounts`, { column: "accountid", isElastic: false });
  return {
    recordIds: { of: () => chosenId, list: () => () => chosenId, next: () => chosenId },
    primaryKeys: createPrimaryKeys(source, cache),
    startRounds: createRounds({ clock: hurryingClock(), random: () => 0.5, waitBudgetMs: 60_000 }),
  };
};

/** A pipeline that answers from a script, in order, and raises answers of 300 and above as errors. */
export const scripted = (...answers: readonly ScriptedAnswer[]): Script => {
  const waiting = [...answers];
  const requests: DataverseRequest[] = [];
  const warnings: string[] = [];
  const send = (request: DataverseRequest): Promise<DataverseResponse> => {
    requests.push(request);
    const answer = waiting.shift();
    if (answer === undefined) {
      return Promise.reject(new Error(`The script has no answer to ${request.method} ${request.path}`));
    }
    const response = toResponse(answer);
    return response.status < 300 || isInParts(request, response)
      ? Promise.resolve(response)
      : Promise.reject(errorFromResponse(request, response, { now: 0, waitBudgetMs: 0 }));
  };
  const ignore = (): void => undefined;
  const serviceRoot = "https://org.crm.dynamics.com/api/data/v9.2/";
  const log = { debug: ignore, info: ignore, warn: (message: string) => warnings.push(message) };
  return {
    context: {
      send,
      newId: () => "00000000-0000-0000-0000-0000000000aa",
      serviceRoot,
      log,
      ...creation({ send, serviceRoot, log }),
    },
    requests,
    warnings,
    left: () => waiting.length,
  };
};

/** The body of an error of Dataverse. */
export const refusal = (status: number, code: string, message: string): ScriptedAnswer => ({
  status,
  body: { error: { code, message } },
});

/** An attempt that may have been carried out without an answer. */
export const interrupted = (waitedMs = 1000): FailedAttempt => ({
  reason: "connection reset",
  mayHaveWritten: true,
  waitedMs,
});
