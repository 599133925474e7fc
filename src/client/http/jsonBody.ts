import { DataverseError } from "../errors.ts";
import { bodyText, jsonIn } from "./bodyText.ts";
import { errorSentence } from "./errorSentence.ts";
import type { DataverseRequest, DataverseResponse } from "./message.ts";
import { requestIdOf } from "./serverError.ts";

/**
 * The JSON of an answer below 300. Throws `unexpectedAnswer` when it is no JSON: on a write the change was made all
 * the same, which `mayHaveWritten` tells.
 */
export const jsonBody = (request: DataverseRequest, response: DataverseResponse): unknown => {
  const text = bodyText(response.body);
  const value = jsonIn(text);
  if (value === undefined) {
    throw unreadable(request, response, describe(text));
  }
  return value;
};

/** The same where anything but an object would be no answer of Dataverse. */
export const jsonObject = (
  request: DataverseRequest,
  response: DataverseResponse,
): Readonly<Record<string, unknown>> => {
  const value = jsonBody(request, response);
  if (isObject(value)) {
    return value;
  }
  throw unreadable(request, response, "JSON, but no object");
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const describe = (text: string): string => {
  const start = text.trimStart();
  if (start === "") {
    return "empty";
  }
  if (start.startsWith("<")) {
    return "a web page, not JSON";
  }
  return /^[[{]/.test(start) ? "cut off" : "not JSON";
};

const unreadable = (
  request: DataverseRequest,
  response: DataverseResponse,
  found: string,
): DataverseError => {
  const { status, headers } = response;
  const requestId = requestIdOf(headers);
  const wrote = request.repeat !== "read";
  const message = errorSentence({
    operation: `Read the answer to "${request.operation}"`,
    what: `it is ${found}`,
    hint: wrote
      ? "The change itself was accepted: check in Dataverse before you run it again."
      : "Run it again, and check the Web API URL of the connection if it stays.",
    status,
    requestId,
  });
  return new DataverseError(message, {
    kind: "unexpectedAnswer",
    operation: request.operation,
    status,
    requestId,
    mayHaveWritten: wrote,
  });
};
