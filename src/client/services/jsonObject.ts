import { DataverseError } from "../errors.ts";
import { errorSentence } from "../http/errorSentence.ts";
import type { DataverseRequest } from "../http/message.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Raised when an answer is JSON, but not of the shape that Dataverse documents for the request. */
export const unexpectedShape = (request: DataverseRequest, expected: string): DataverseError =>
  new DataverseError(
    errorSentence({ operation: request.operation, what: `the answer of Dataverse is not ${expected}` }),
    { kind: "unexpectedAnswer", operation: request.operation },
  );

/** The objects in `value` of an answer that holds a collection. */
export const jsonObjects = (request: DataverseRequest, body: JsonObject): readonly JsonObject[] => {
  const { value } = body;
  if (!Array.isArray(value) || !value.every(isJsonObject)) {
    throw unexpectedShape(request, "a list of records");
  }
  return value;
};
