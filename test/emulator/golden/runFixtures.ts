import { expect, it } from "vitest";
import type { Client, Reply } from "../support/dataverseClient.ts";
import { type ExpectedAnswer, expectShape, type Fixture } from "./fixture.ts";

const checkHeaders = (reply: Reply, headers: NonNullable<ExpectedAnswer["headers"]>): void => {
  for (const [name, value] of Object.entries(headers)) {
    const actual = reply.headers.get(name);
    if (value instanceof RegExp) {
      expect(actual, name).toMatch(value);
    } else {
      expect(actual, name).toBe(value);
    }
  }
};

/** One test for each fixture: the emulator answers in the expected shape. */
export const runFixtures = (client: () => Client, fixtures: readonly Fixture[]): void => {
  it.each(fixtures.map((fixture) => [fixture.name, fixture] as const))("%s", async (_name, fixture) => {
    const given = (await fixture.given?.(client())) ?? {};
    const { method, path, ...options } = fixture.request(given);
    const reply = await client().call(method, path, options);
    const { status, headers, body, bytes } = fixture.answer(given, client().root);
    expect([reply.status, reply.status === status ? "" : reply.body]).toEqual([status, ""]);
    checkHeaders(reply, headers ?? {});
    if (bytes === undefined) {
      expectShape(reply.body, body);
    } else {
      expect(reply.bytes.toString("utf8")).toEqual(bytes);
    }
  });
};
