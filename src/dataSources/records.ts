import { readRecordNames } from "../client/services/queries/recordNames.ts";
import { connection } from "../inputs/connection.ts";
import { filterExpression } from "../inputs/filterExpression.ts";
import { dependedTable } from "../inputs/tables/dependedTable.ts";
import { labelWithName, withMoreMark } from "./choices.ts";
import { dataverseDataSource } from "./dataverseDataSource.ts";

/** More than this nobody scrolls through; the filter finds the rest. */
const LIMIT = 1000;

export const records = dataverseDataSource({
  display: {
    label: "Select Record",
    description: `The first ${LIMIT} records of a table by name, for the input Entity ID. Use Filter Expression in tables with more.`,
  },
  inputs: { connection, entityType: dependedTable, filterExpression },
  type: "picklist",
  list: async ({ tables, queries }, { entityType, filterExpression }) => {
    const definition = await tables.definition(entityType, {
      lookUpBy: "entitySetName",
      properties: ["LogicalName", "EntitySetName", "PrimaryIdAttribute", "PrimaryNameAttribute"],
    });
    const [idColumn, nameColumn] = [definition["PrimaryIdAttribute"], definition["PrimaryNameAttribute"]].map(
      (name) => (typeof name === "string" ? name : ""),
    );
    const { records: found, hasMore } = await readRecordNames(queries, {
      entitySet: String(definition["EntitySetName"] ?? ""),
      idColumn: idColumn ?? "",
      nameColumns: [nameColumn || idColumn || ""],
      filter: filterExpression,
      limit: LIMIT,
    });
    const choices = found.map(({ id, names: [name = ""] }) => ({
      key: id,
      label: name === "" ? id : labelWithName(name, isRepeated(found, name) ? id : name),
    }));
    return withMoreMark(choices, hasMore);
  },
  example: [{ key: "00000000-0000-0000-0000-000000000001", label: "Contoso Ltd." }],
});

const isRepeated = (found: readonly { readonly names: readonly string[] }[], name: string): boolean =>
  found.filter(({ names: [other] }) => other === name).length > 1;
