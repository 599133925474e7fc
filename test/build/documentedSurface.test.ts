import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadComponent } from "../../tools/describing/loadComponent.ts";
import {
  type PublicSurface,
  publicSurface,
  type SurfaceEntry,
  type SurfaceInput,
} from "../../tools/describing/publicSurface.ts";
import { projectRoot } from "../../tools/projectRoot.ts";

type DocumentedInput = Pick<
  SurfaceInput,
  "key" | "label" | "type" | "required" | "collection" | "default"
> & {
  readonly language?: string;
};
type DocumentedEntry = Pick<SurfaceEntry, "key" | "label"> & { readonly inputs: readonly DocumentedInput[] };
type DocumentedSurface = Pick<PublicSurface, "key"> & {
  readonly [kind in "connections" | "triggers" | "actions"]: readonly DocumentedEntry[];
};

/** The documented connector, whose flows must run on this one unchanged: keys, labels, types and defaults, in order. */
const documented = JSON.parse(
  readFileSync(join(projectRoot, "test/golden/documentedSurface.json"), "utf8"),
) as DocumentedSurface;

const built = publicSurface(loadComponent(join(projectRoot, "dist")));

/** A default as a value: code inputs hold theirs as text. */
const defaultOf = ({ default: value, language }: DocumentedInput | SurfaceInput): unknown =>
  language === "json" && typeof value === "string" && value !== "" ? JSON.parse(value) : (value ?? "");

const factsOf = (input: DocumentedInput | SurfaceInput) => ({
  key: input.key,
  label: input.label,
  type: input.type,
  language: input.language,
  collection: input.collection,
  required: input.required,
  default: input.type === "connection" ? "" : defaultOf(input),
});

/** The inputs of the built entry that are documented; `added` are the others. */
const compared = (documentedEntry: DocumentedEntry, entry: SurfaceEntry | undefined) => {
  const known = new Set(documentedEntry.inputs.map(({ key }) => key));
  const inputs = entry?.inputs ?? [];
  return {
    label: entry?.label,
    inputs: inputs.filter(({ key }) => known.has(key)).map(factsOf),
    added: inputs.filter(({ key }) => !known.has(key)),
  };
};

describe.each(["connections", "triggers", "actions"] as const)("the documented %s", (kind) => {
  it.each(documented[kind].map((entry) => [entry.key, entry] as const))(
    "%s: is there unchanged",
    (key, entry) => {
      const { label, inputs } = compared(
        entry,
        built[kind].find((candidate) => candidate.key === key),
      );
      expect(label).toBe(entry.label);
      expect(inputs).toEqual(entry.inputs.map(factsOf));
    },
  );

  it.each(documented[kind].map((entry) => [entry.key, entry] as const))(
    "%s: asks for nothing that an existing flow does not give",
    (key, entry) => {
      const { added } = compared(
        entry,
        built[kind].find((candidate) => candidate.key === key),
      );
      const demanded = added.filter((input) => input.required && (input.default ?? "") === "");
      expect(demanded.map(({ key: input }) => input)).toEqual([]);
    },
  );
});

describe("the documented component", () => {
  it("has the same key", () => {
    expect(built.key).toBe(documented.key);
  });

  it("lists the documented actions in the documented order", () => {
    const known = new Set(documented.actions.map(({ key }) => key));
    expect(built.actions.map(({ key }) => key).filter((key) => known.has(key))).toEqual(
      documented.actions.map(({ key }) => key),
    );
  });
});
