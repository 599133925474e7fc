import type { DataverseError } from "../../errors.ts";
import { remembering } from "../remembering.ts";
import type { ServiceContext } from "../serviceContext.ts";
import { suggestNames } from "../tables/columnNames.ts";
import { withEntitySetSuggestion } from "../tables/entitySets.ts";
import type { BatchItem } from "./batchItem.ts";

/** Gives the error of an item with the names that may have been meant, where the item has a wrong one. */
export type Suggest = (item: BatchItem, error: DataverseError) => Promise<DataverseError>;

/** What is looked up for one item is kept for the others. */
export const createSuggest = (context: ServiceContext): Suggest => {
  const lookups = remembering(context);
  return async (item, error) => {
    const withTables = await withEntitySetSuggestion(lookups, {
      input: "The collection",
      name: item.collection,
      error,
    });
    return withTables === error ? suggestNames(lookups, error) : withTables;
  };
};
