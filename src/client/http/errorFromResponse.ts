import { DataverseError } from "../errors.ts";
import { mayHaveWritten } from "./carriedOut.ts";
import { type AnsweredKind, type DataverseCode, dataverseCodes } from "./dataverseCodes.ts";
import { duration } from "./duration.ts";
import { errorSentence } from "./errorSentence.ts";
import type { DataverseRequest, DataverseResponse } from "./message.ts";
import { hintInMessage } from "./messageHints.ts";
import { retryAfterMs } from "./retryAfter.ts";
import { readServerError } from "./serverError.ts";

export interface ErrorContext {
  readonly now: number;
  /** What ended the waiting; undefined when something else did. */
  readonly waitBudgetMs?: number | undefined;
}

/** Statuses with a meaning of their own (Microsoft, "Compose HTTP requests and handle errors"); others go by their class. */
const KIND_OF_STATUS: ReadonlyMap<number, AnsweredKind> = new Map<number, AnsweredKind>([
  [304, "conflict"],
  [401, "unauthorized"],
  [403, "forbidden"],
  [404, "notFound"],
  [405, "notSupported"],
  [406, "notSupported"],
  [408, "serverError"],
  [409, "conflict"],
  [412, "conflict"],
  [413, "tooLarge"],
  [414, "tooLarge"],
  [415, "notSupported"],
  [429, "throttled"],
  [431, "tooLarge"],
  [501, "notSupported"],
]);

const TRY_LATER = "Run it again later.";

interface Meaning {
  readonly what: string;
  readonly hint?: string;
}

const MEANING: Readonly<Record<AnsweredKind, Meaning>> = {
  badRequest: { what: "Dataverse refused what was sent" },
  unauthorized: {
    what: "Dataverse did not accept the access token",
    hint: "Reconnect the connection, and check that its Web API URL, scopes and token URL belong to the same environment.",
  },
  forbidden: {
    what: "the user of the connection is not allowed to do this",
    hint: "Ask an administrator for a security role that allows it.",
  },
  notFound: { what: "a record or a table that it names does not exist" },
  conflict: { what: "the record is not in the state this needs" },
  duplicate: { what: "a record with the same values exists already" },
  tooLarge: { what: "it is more than Dataverse takes in one request" },
  throttled: { what: "Dataverse is limiting the requests of this user", hint: TRY_LATER },
  serverError: { what: "Dataverse failed", hint: TRY_LATER },
  notSupported: { what: "Dataverse does not support this" },
  unexpectedAnswer: {
    what: "the answer is not one of Dataverse",
    hint: "Check the Web API URL of the connection.",
  },
};

/** Turns an answer of 300 or above into the error a flow builder reads. */
export const errorFromResponse = (
  request: DataverseRequest,
  response: DataverseResponse,
  context: ErrorContext,
): DataverseError => {
  const { status, headers, earlierAttempts } = response;
  const server = readServerError(response);
  const known = server.code === undefined ? undefined : dataverseCodes.get(server.code);
  const kind = kindOf(status, known);
  const waitMs = retryAfterMs(headers, context.now);
  const unknown =
    mayHaveWritten(request, response) || earlierAttempts.some((attempt) => attempt.mayHaveWritten);
  const message = errorSentence({
    operation: request.operation,
    what: whatHappened(kind, response, { ...context, waitMs }),
    serverMessage: server.message,
    hint: hintInMessage(server.message) ?? known?.hint ?? hintFor(kind, unknown),
    mayHaveWritten: unknown,
    status,
    code: server.code,
    requestId: server.requestId,
  });
  return new DataverseError(message, {
    kind,
    operation: request.operation,
    status,
    code: server.code,
    serverMessage: server.message,
    requestId: server.requestId,
    retryAfterMs: waitMs,
    mayHaveWritten: unknown,
    recordStatuses: server.recordStatuses,
  });
};

/** Not both "run it again" and "check before you run it again". */
const hintFor = (kind: AnsweredKind, mayHaveWritten: boolean): string | undefined => {
  const { hint } = MEANING[kind];
  return mayHaveWritten && hint === TRY_LATER ? undefined : hint;
};

/** A code says more than the status, except where the status is about the token or the pace. */
const kindOf = (status: number, known: DataverseCode | undefined): AnsweredKind => {
  if (status < 400) {
    return KIND_OF_STATUS.get(status) ?? "unexpectedAnswer";
  }
  if (known !== undefined && status !== 401 && status !== 429) {
    return known.kind;
  }
  return KIND_OF_STATUS.get(status) ?? (status < 500 ? "badRequest" : "serverError");
};

const whatHappened = (
  kind: AnsweredKind,
  { status, headers, earlierAttempts }: DataverseResponse,
  { waitMs, waitBudgetMs }: ErrorContext & { readonly waitMs: number | undefined },
): string => {
  const tries = earlierAttempts.length === 0 ? "" : ` (tried ${earlierAttempts.length + 1} times)`;
  if (status === 304) {
    return "nothing was changed since the version that If-None-Match names";
  }
  if (status < 400) {
    return redirected(headers["location"]);
  }
  if (kind === "throttled" && waitMs !== undefined) {
    const budget =
      waitBudgetMs === undefined ? "" : `, more than is left of the wait budget of ${duration(waitBudgetMs)}`;
    return `${MEANING[kind].what} and asks to wait ${duration(waitMs)}${budget}${tries}`;
  }
  return `${MEANING[kind].what}${tries}`;
};

const redirected = (location: string | undefined): string => {
  if (location === undefined) {
    return MEANING.unexpectedAnswer.what;
  }
  const host = URL.canParse(location) ? new URL(location).host : "";
  return `the request was redirected to ${host === "" ? "another address" : host}, which was not followed`;
};
