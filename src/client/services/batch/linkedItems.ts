import { invalidInput } from "../../errors.ts";
import { type BatchItem, itemNumbers } from "./batchItem.ts";
import { referencesIn } from "./references.ts";

/** Items that travel as one part of a batch: one by itself, or a change set of items that refer to each other. */
export type LinkedItems = readonly [BatchItem, ...BatchItem[]];

/**
 * Groups items with those that refer to them, since Dataverse resolves `$1` inside of a change set only. Such items must
 * stand next to each other: the order of the list is the order in which it is carried out, and an item between them
 * would share their fate.
 */
export const linkItems = (items: readonly BatchItem[]): readonly LinkedItems[] => {
  const groups: [BatchItem, ...BatchItem[]][] = [];
  for (const item of items) {
    const references = referencesIn(item);
    const group = groups.at(-1);
    if (references.length === 0) {
      groups.push([item]);
    } else if (
      group !== undefined &&
      references.every((position) => group.some((one) => one.position === position))
    ) {
      group.push(item);
    } else {
      throw standsApart(item, references);
    }
  }
  return groups;
};

const standsApart = ({ position }: BatchItem, references: readonly number[]) =>
  invalidInput(
    `Batch Actions, item ${position}, refers to ${itemNumbers(references)}. Outside of the mode all or nothing, items that refer to each other are carried out together and must stand directly behind each other: move item ${position}, or change Mode to all or nothing.`,
  );
