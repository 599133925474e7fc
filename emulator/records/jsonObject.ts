import { payloadError } from "../errors/refusals.ts";
import type { Table } from "../schema/schema.ts";

export const isObject = (json: unknown): json is object =>
  typeof json === "object" && json !== null && !Array.isArray(json);

/** Reads a request's body, which must be a JSON object. */
export const parseObject = (table: Table, body: string): object => {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (error) {
    const reason = body.trim() === "" ? "The request body is empty." : String(error);
    throw payloadError(table.entitySet, `The JSON in the request body cannot be read: ${reason}`);
  }
  if (!isObject(json)) {
    throw payloadError(table.entitySet, "A node of type 'StartObject' was expected in the request body.");
  }
  return json;
};
