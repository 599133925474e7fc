import type { JsonObject } from "../../jsonObject.ts";
import type { BulkTable } from "../table/bulkTable.ts";
import { areBothNone, type Comparison, comparisons, isSameReference } from "./comparisons.ts";

/** What to read of a record to compare these members of a body with it. */
export const columnsToCompare = (table: BulkTable, members: Iterable<string>): readonly string[] => [
  ...new Set([...members].flatMap((member) => counterpartOf(table, member)?.property ?? [])),
];

/**
 * The members of a body that would change the record, which was read with `columnsToCompare`. What cannot be compared with
 * certainty counts as changed: a needless write does no harm, a missing one does. Annotations that bind nothing say
 * nothing about the record; they are left out. Of two members for one lookup nobody knows which one counts.
 */
export const changedMembers = (table: BulkTable, wanted: JsonObject, current: JsonObject): JsonObject => {
  const members = Object.entries(wanted)
    .filter(([name, value]) => value !== undefined && isMember(name))
    .map(([name, value]) => ({ name, value, counterpart: counterpartOf(table, name) }));
  const timesWanted = new Map<string, number>();
  for (const { counterpart } of members) {
    const property = counterpart?.property ?? "";
    timesWanted.set(property, (timesWanted.get(property) ?? 0) + 1);
  }
  const changed = members.filter(
    ({ value, counterpart }) =>
      counterpart === undefined ||
      timesWanted.get(counterpart.property) !== 1 ||
      !counterpart.isSame(value, current[counterpart.property]),
  );
  return Object.fromEntries(changed.map(({ name, value }) => [name, value]));
};

const BIND = "@odata.bind";

const isMember = (name: string): boolean => name.endsWith(BIND) || !name.includes("@");

/** What a member of a body is compared with. */
interface Counterpart {
  /** As a record that was read calls it. */
  readonly property: string;
  readonly isSame: Comparison;
}

const counterpartOf = (table: BulkTable, member: string): Counterpart | undefined => {
  const navigation = member.endsWith(BIND) ? member.slice(0, -BIND.length) : member;
  const lookup = table.lookups.get(navigation);
  if (lookup !== undefined) {
    const isSame = navigation === member ? areBothNone : isSameReference;
    return { property: `_${lookup.column}_value`, isSame };
  }
  const isSame = comparisons.get(table.columnTypes.get(member) ?? "");
  return isSame === undefined || isContent(table, member) ? undefined : { property: member, isSame };
};

/**
 * A file's column comes with one for its name, an image's with one for its address (Microsoft, "File columns" and "Image
 * columns"). Reading an image as a column is reading the picture.
 */
const isContent = ({ columnTypes }: BulkTable, column: string): boolean =>
  columnTypes.get(column) === "Virtual" &&
  (columnTypes.has(`${column}_name`) || columnTypes.has(`${column}_url`));
