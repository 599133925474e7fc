import type { Column, Table } from "../schema/schema.ts";

const companionSuffixes: Readonly<Record<string, readonly string[]>> = {
  File: ["_name"],
  Image: ["id", "_timestamp", "_url"],
};

/**
 * The columns a data set has, by name: all but the version, which the store gives, and files and images, whose contents
 * are not in the rows.
 */
export const dataColumns = ({ columns }: Table): ReadonlyMap<string, Column> => {
  const files = [...columns.values()].flatMap(({ name, definition }) =>
    (companionSuffixes[definition.type] ?? [])
      .map((suffix) => `${name}${suffix}`)
      .concat(companionSuffixes[definition.type] === undefined ? [] : name),
  );
  const left = new Set(["versionnumber", ...files]);
  return new Map([...columns].filter(([name]) => !left.has(name)));
};
