import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { batches } from "./fixtures/batches.ts";
import { bulk } from "./fixtures/bulk.ts";
import { conditions } from "./fixtures/conditions.ts";
import { customizations, definitions } from "./fixtures/definitions.ts";
import { expansions, relatedFilters } from "./fixtures/expansions.ts";
import { fetching } from "./fixtures/fetching.ts";
import { fileColumns } from "./fixtures/fileColumns.ts";
import { keys } from "./fixtures/keys.ts";
import { messages } from "./fixtures/messages.ts";
import { newDefinitions } from "./fixtures/newDefinitions.ts";
import { queries } from "./fixtures/queries.ts";
import { records } from "./fixtures/records.ts";
import { registrations } from "./fixtures/registrations.ts";
import { references, relatedReads } from "./fixtures/relations.ts";

const names = [
  ...[records, relatedReads, references, conditions, keys, queries, expansions, relatedFilters, messages],
  ...[fileColumns, batches, fetching, bulk, definitions, customizations, newDefinitions, registrations],
].flatMap((topic) => topic.map(({ name }) => name));

/** Fixtures for facts that no sample shows. */
const own: readonly string[] = ["refuse to delete several standard records"];

describe("the table of golden samples", () => {
  const table = readFileSync(new URL("README.md", import.meta.url), "utf8");
  const rows = [...table.matchAll(/^\| (\d{3}) \| (.+?) \| (.*?) \|$/gm)].map(([, id, name, note]) => ({
    id,
    name,
    note,
  }));

  it("names every sample once", () => {
    expect(rows.length).toBe(168);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(168);
  });

  it("names a fixture that there is, or a reason", () => {
    const wrong = rows.filter(({ name, note }) => (name === "-" ? note === "" : !names.includes(name ?? "")));
    expect(wrong).toEqual([]);
  });

  it("names every fixture", () => {
    const named = new Set([...rows.map(({ name }) => name), ...own]);
    expect(names.filter((name) => !named.has(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });
});
