import { describe, expect, it } from "vitest";
import { createChanges } from "../../../../src/client/services/changes/changes.ts";
import { createEntitySets } from "../../../../src/client/services/tables/entitySets.ts";
import { type ScriptedAnswer, scripted } from "../scriptedSend.ts";

const START = Date.parse("2026-03-01T10:00:00Z");
const later = (seconds: number): string => new Date(START + seconds * 1000).toISOString();
const answer = (seconds: number, value: readonly object[], more: object = {}): ScriptedAnswer => ({
  headers: { date: new Date(START + seconds * 1000).toUTCString() },
  body: { value, ...more },
});
const row = (id: string, version: number, seconds: number) => ({
  "@odata.etag": `W/"${version}"`,
  thingid: id,
  createdon: later(seconds),
  modifiedon: later(seconds),
});
const definition = answer(0, [
  {
    EntitySetName: "things",
    PrimaryIdAttribute: "thingid",
    ChangeTrackingEnabled: false,
    Attributes: ["createdon", "modifiedon", "versionnumber"].map((name) => ({ LogicalName: name })),
  },
]);
const known = row("known", 100, -60);
const begin = [definition, answer(0, [known]), answer(0, [known]), answer(0, [known])];

describe("Without change tracking", () => {
  const feed = (...answers: readonly ScriptedAnswer[]) => {
    const script = scripted(...begin, ...answers);
    const { read } = createChanges(script.context, createEntitySets(script.context));
    const poll = (checkpoint?: unknown) =>
      read({ entityType: "things" }, { pageSize: 10 }, { checkpoint, enough: 100, isTimeUp: () => false });
    return { script, poll };
  };

  it("a record whose transaction ends after newer ones were read is reported, and only once", async () => {
    const late = row("late", 105, 50);
    const { script, poll } = feed(
      answer(1, []),
      answer(1, [known]),
      answer(60, [row("newer", 110, 55)]),
      answer(60, [known, row("newer", 110, 55)]),
      answer(120, []),
      answer(120, [known, late, row("newer", 110, 55)]),
      answer(120, [late]),
      answer(180, []),
      answer(180, [known, late, row("newer", 110, 55)]),
    );
    const first = await poll();
    const second = await poll(first.checkpoint);
    expect(second.created.map(({ thingid }) => thingid)).toEqual(["newer"]);
    const third = await poll(second.checkpoint);
    expect(third.created.map(({ thingid }) => thingid)).toEqual(["late"]);
    const fourth = await poll(third.checkpoint);
    expect([...fourth.created, ...fourth.updated]).toEqual([]);
    expect(script.left()).toBe(0);
  });

  it("a late record that changed again meanwhile is left to its newer version", async () => {
    const { poll } = feed(
      answer(1, []),
      answer(1, [known]),
      answer(60, []),
      answer(60, [row("late", 90, 30), known]),
      answer(60, [row("late", 120, 60)]),
      answer(120, [row("late", 120, 60)]),
      answer(120, [known, row("late", 120, 60)]),
    );
    const first = await poll();
    const second = await poll(first.checkpoint);
    expect(second.created).toEqual([]);
    const third = await poll(second.checkpoint);
    expect(third.created.map(({ thingid }) => thingid)).toEqual(["late"]);
  });

  it("only what was modified in the last five minutes is looked at again", async () => {
    const { script, poll } = feed(
      answer(1, []),
      answer(1, [known]),
      answer(600, []),
      answer(600, []),
      answer(660, []),
      answer(660, []),
    );
    const first = await poll();
    const second = await poll(first.checkpoint);
    await poll(second.checkpoint);
    const asked = decodeURIComponent(script.requests.at(-1)?.path ?? "");
    expect(asked).toContain(`modifiedon ge ${later(300).replace(".000Z", "Z")}`);
    expect(asked).toContain("versionnumber gt 0 and versionnumber le 100");
  });
});
