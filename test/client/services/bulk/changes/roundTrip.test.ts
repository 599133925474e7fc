import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  changedMembers,
  columnsToCompare,
} from "../../../../../src/client/services/bulk/changes/changedMembers.ts";
import { readByKeys } from "../../../../../src/client/services/bulk/keys/readByKeys.ts";
import type { JsonObject } from "../../../../../src/client/services/jsonObject.ts";
import { createQueries } from "../../../../../src/client/services/queries/queries.ts";
import { useEmulatorContext } from "../keys/emulatorContext.ts";
import { type IdOf, type Pair, writtenValues } from "./writtenValues.ts";

const start = useEmulatorContext();

/** The first two records of a set. */
const twoOf = async (set: string): Promise<readonly string[]> => {
  const { primaryId } = await start().table(set);
  const { value } = await createQueries(start().context).page(set, { select: [primaryId] });
  return value.slice(0, 2).map((record) => String(record[primaryId]));
};

const createIdOf = async (): Promise<IdOf> => {
  const ids = new Map([
    ["accounts", await twoOf("accounts")],
    ["contacts", await twoOf("contacts")],
  ]);
  return (set, which) => ids.get(set)?.[which] ?? "";
};

const bodyOf = (pairs: Readonly<Record<string, Pair | undefined>>, which: 0 | 1, idOf: IdOf): JsonObject =>
  Object.fromEntries(
    Object.entries(pairs).map(([member, pair]) => {
      const value = pair?.[which];
      return [member, typeof value === "function" ? value(idOf) : value];
    }),
  );

describe("a record that was read back", () => {
  it.each([
    ["accounts", { name: "Round trip" }],
    ["contacts", { lastname: "Round trip" }],
    ["new_projects", { new_name: "Round trip" }],
  ] as const)("of %s differs in nothing, and then in the one member that is changed", async (set, name) => {
    const { context, create } = start();
    const table = await start().table(set);
    const idOf = await createIdOf();
    const pairs = fc.record(writtenValues(context.serviceRoot)[set] ?? {}, { requiredKeys: [] });
    const examples = fc.sample(pairs, 150).map((record) => ({ id: crypto.randomUUID(), record }));
    for (const { id, record } of examples) {
      await create(set, { [table.primaryId]: id, ...name, ...bodyOf(record, 0, idOf) });
    }
    const read = await readByKeys(context, {
      table,
      keys: examples.map(({ id }) => ({ kind: "id", id })),
      select: columnsToCompare(table, Object.keys(writtenValues("")[set] ?? {})),
      operation: "Read them back",
    });
    for (const { id, record } of examples) {
      const [body, others, current] = [bodyOf(record, 0, idOf), bodyOf(record, 1, idOf), read.get(id) ?? {}];
      expect(changedMembers(table, body, current)).toEqual({});
      for (const [member, other] of Object.entries(others)) {
        expect(changedMembers(table, { ...body, [member]: other }, current)).toEqual({ [member]: other });
      }
    }
  });
});
