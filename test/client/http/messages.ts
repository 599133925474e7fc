import type { DataverseRequest, DataverseResponse, HeaderMap } from "../../../src/client/http/message.ts";

export const read: DataverseRequest = {
  operation: "Read the record accounts(1)",
  method: "GET",
  path: "accounts(1)",
  repeat: "read",
};

export const update: DataverseRequest = {
  operation: "Update the record accounts(1)",
  method: "PATCH",
  path: "accounts(1)",
  repeat: "converges",
  body: "{}",
};

export const create: DataverseRequest = {
  operation: "Create a record in accounts",
  method: "POST",
  path: "accounts",
  repeat: "appends",
  body: "{}",
};

export const remove: DataverseRequest = {
  operation: "Delete the record accounts(1)",
  method: "DELETE",
  path: "accounts(1)",
  repeat: "converges",
};

export const answer = (status: number, body = "", headers: HeaderMap = {}): DataverseResponse => ({
  status,
  headers,
  body: Buffer.from(body),
  earlierAttempts: [],
});

/** An error as Dataverse writes it. */
export const refusal = (
  status: number,
  error: { readonly code?: unknown; readonly message?: unknown },
  headers: HeaderMap = {},
): DataverseResponse => answer(status, JSON.stringify({ error }), headers);
