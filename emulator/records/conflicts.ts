import { DataverseError } from "../errors/dataverseError.ts";
import { foldText } from "../store/collation.ts";
import { type Draft, valueAfter } from "./draft.ts";

/** Refuses a write that would give two records the same alternate key. */
export const checkKeys = (draft: Draft): void => {
  const { rows, table, slot } = draft;
  for (const key of table.definition.alternateKeys) {
    const values = key.columns.map((column) => valueAfter(draft, column));
    const holder = rows.keys.get(key.name)?.find(values);
    if (holder !== undefined && holder !== slot) {
      const labels = key.columns.map((name) => table.columns.get(name)?.definition.label ?? name);
      throw new DataverseError(
        412,
        "0x80060892",
        `A record that has the attribute values ${labels.join(", ")} already exists. The entity key ${key.name} requires that this set of attributes contains unique values. Select unique values and try again.`,
      );
    }
  }
};

/** The duplicate rules that are published in every new organization, in short. */
const duplicateRules: Readonly<Record<string, string>> = { account: "name", contact: "emailaddress1" };

/** Refuses a record that a duplicate detection rule finds a twin of. */
export const checkDuplicates = ({ rows, table, slot, values }: Draft): void => {
  const column = duplicateRules[table.name];
  const value = column === undefined ? undefined : values.get(column);
  if (column === undefined || typeof value !== "string") {
    return;
  }
  const read = rows.values(column);
  const folded = foldText(value);
  const isTwin = (other: number): boolean => {
    const known = other === slot ? null : read(other);
    return typeof known === "string" && foldText(known) === folded;
  };
  if (rows.order.sorted().some(isTwin)) {
    throw new DataverseError(
      412,
      "0x80040333",
      "A record was not created or updated because a duplicate of the current record already exists.",
    );
  }
};
