import { invalidInput } from "../../errors.ts";
import { quoted } from "../../odata/names.ts";
import type { ServiceContext } from "../serviceContext.ts";
import { closestNames } from "../tables/closestNames.ts";
import { readTableNames, soleMatch, type TableNames } from "../tables/tableNames.ts";
import type { WatchedTable } from "./watch.ts";

const unknownTable = (tables: readonly TableNames[], name: string) => {
  const closest = closestNames(
    name,
    tables.map(({ logicalName }) => logicalName),
    3,
  );
  const suggestion =
    closest.length === 0
      ? "The action List Entity Types lists the names that can be used."
      : `Did you mean ${closest.map((one) => `'${one}'`).join(" or ")}?`;
  return invalidInput(`Tables: there is no table ${quoted(name)}. ${suggestion}`);
};

/**
 * The tables that the names stand for, each once. Names are taken for logical ones when the definitions cannot be read;
 * Dataverse then refuses what is wrong.
 */
export const resolveTables = async (
  context: ServiceContext,
  names: readonly string[],
): Promise<readonly WatchedTable[]> => {
  const tables = await readTableNames(context, names.join(", "));
  const found = names.map((name): WatchedTable => {
    if (tables === undefined) return { logicalName: name.toLowerCase(), entitySet: "" };
    const match = soleMatch(tables, name, ["logicalName", "entitySet", "logicalCollectionName"]);
    if (match === undefined) throw unknownTable(tables, name);
    return { logicalName: match.logicalName, entitySet: match.entitySet };
  });
  return [...new Map(found.map((table) => [table.logicalName, table])).values()];
};
