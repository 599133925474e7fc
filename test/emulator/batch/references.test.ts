import { describe, expect, it } from "vitest";
import type { Operation } from "../../../emulator/batch/batch.ts";
import { resolveReferences } from "../../../emulator/batch/references.ts";

const operation = (target: string, body = ""): Operation => ({
  method: "PUT",
  target,
  headers: new Map([["content-type", "application/json"]]),
  body: Buffer.from(body),
  contentId: undefined,
});

const resolve = (target: string, body?: string) => {
  const { target: url, body: bytes } = resolveReferences(operation(target, body), (id) => `<${id}>`);
  return { url, body: bytes.toString() };
};

describe("a reference in a URL", () => {
  it.each([
    ["$1", "<1>"],
    ["/$1", "<1>"],
    ["$1/primarycontactid/$ref", "<1>/primarycontactid/$ref"],
    ["/api/data/v9.2/$my-id.1?$select=name", "<my-id.1>?$select=name"],
    ["https://contoso.crm.dynamics.com/api/data/v9.2/$1/name", "<1>/name"],
    ["accounts(x)/contacts/$ref?$id=$2", "accounts(x)/contacts/$ref?$id=<2>"],
  ])("%s becomes %s", (target, expected) => {
    expect(resolve(target).url).toBe(expected);
  });

  it.each([
    "accounts/$count",
    "$metadata",
    "accounts?$filter=name eq '$1'",
    "accounts?$select=name",
    "$batch",
  ])("is not seen in %s", (target) => {
    expect(resolve(target).url).toBe(target);
  });
});

describe("a reference in a body", () => {
  it.each([
    ['{"a@odata.bind":"$1"}', '{"a@odata.bind":"<1>"}'],
    ['{"@odata.id" : "$2"}', '{"@odata.id" : "<2>"}'],
    [
      '{"a@odata.bind": ["$1", "contacts(x)", "$2"], "b": "$1"}',
      '{"a@odata.bind": ["<1>", "contacts(x)", "<2>"], "b": "$1"}',
    ],
    [
      '{"a@odata.bind":"$1","n":12345678901234567890,"t":"x@odata.bind\\":\\"$1"}',
      '{"a@odata.bind":"<1>","n":12345678901234567890,"t":"x@odata.bind\\":\\"$1"}',
    ],
    ['{"name":"$1","note":"see $2"}', '{"name":"$1","note":"see $2"}'],
    ['{"a@odata.bind":"accounts($1)"}', '{"a@odata.bind":"accounts($1)"}'],
  ])("%s becomes %s", (body, expected) => {
    expect(resolve("accounts", body).body).toBe(expected);
  });
});
