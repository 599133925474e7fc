import { primaryId, stateAndStatus, text, whole } from "./columns.ts";
import { type ColumnDraft, customColumns } from "./customColumn.ts";
import type { ColumnDefinition, TableDefinition } from "./model.ts";
import {
  auditColumns,
  currencyColumns,
  ownershipColumns,
  rowColumns,
  timeZoneColumns,
} from "./tables/sets/systemColumns.ts";

/** A table as somebody who adds it describes it. Columns every table has need not be named. */
export interface TableDraft extends Partial<Omit<TableDefinition, "columns">> {
  readonly schemaName: string;
  readonly columns?: readonly ColumnDraft[];
}

/** Custom tables count up from here (Microsoft, Entity type codes). */
const firstCustomTypeCode = 10_000;

/** Type codes of the tables there are, in any order, to the first free one for a custom table. */
export const nextTypeCode = (taken: Iterable<number>): number =>
  [...taken].reduce((highest, code) => Math.max(highest, code), firstCustomTypeCode) + 1;

const activeAndInactive = () =>
  stateAndStatus([
    { state: 0, label: "Active", reasons: [{ value: 1, label: "Active" }] },
    { state: 1, label: "Inactive", reasons: [{ value: 2, label: "Inactive" }] },
  ]);

const ownerOf = (name: string): readonly ColumnDefinition[] =>
  ownershipColumns({
    owner: `owner_${name}`,
    user: `user_${name}`,
    team: `team_${name}`,
    businessUnit: `business_unit_${name}`,
  });

/** The columns of an elastic table beyond the usual ones (Microsoft, Elastic tables). */
const elasticColumns = (): readonly ColumnDefinition[] => [
  text("PartitionId", "Partition Id"),
  whole("TTLInSeconds", "Time to live", { minValue: 0 }),
];

type Identity = Pick<TableDefinition, "logicalName" | "schemaName" | "label" | "ownership"> &
  Pick<TableDraft, "tableType">;

const systemColumns = (table: Identity): readonly ColumnDefinition[] => {
  const { logicalName, schemaName, label, ownership, tableType } = table;
  const by = (role: string) => `lk_${logicalName}_${role}`;
  return [
    primaryId(`${schemaName}Id`, label),
    ...auditColumns({
      createdBy: by("createdby"),
      createdOnBehalfBy: by("createdonbehalfby"),
      modifiedBy: by("modifiedby"),
      modifiedOnBehalfBy: by("modifiedonbehalfby"),
    }),
    ...(ownership === "UserOwned" ? ownerOf(logicalName) : []),
    ...activeAndInactive(),
    ...rowColumns(),
    ...timeZoneColumns(),
    ...(tableType === "Elastic" ? elasticColumns() : []),
  ];
};

/** The columns of a table that has money: they come with the first one. */
const currencyOf = (table: string, columns: readonly ColumnDefinition[]): readonly ColumnDefinition[] => {
  const isReady = columns.some(({ logicalName }) => logicalName === "transactioncurrencyid");
  return isReady || columns.every(({ type }) => type !== "Money")
    ? []
    : currencyColumns(`TransactionCurrency_${table}`);
};

/** Puts columns into a table; those of the same name are replaced. */
export const withColumns = (table: TableDefinition, added: readonly ColumnDefinition[]): TableDefinition => {
  const names = new Set(added.map(({ logicalName }) => logicalName));
  const columns = [...table.columns.filter(({ logicalName }) => !names.has(logicalName)), ...added];
  return { ...table, columns: [...columns, ...currencyOf(table.logicalName, columns)] };
};

const nameColumn = (schemaName: string): ColumnDefinition => {
  const prefix = /^[a-z][a-z0-9]*_/i.exec(schemaName)?.[0] ?? "";
  return { ...text(`${prefix}Name`, "Name", { maxLength: 100 }), custom: true };
};

const plural = (word: string): string => {
  if (/[^aeiou]y$/i.test(word)) {
    return `${word.slice(0, -1)}ies`;
  }
  return /(?:s|x|z|ch|sh)$/i.test(word) ? `${word}es` : `${word}s`;
};

/** The elastic key (Microsoft, Use elastic tables). */
const elasticKeys = (logicalName: string) => [
  { name: "KeyForNoSqlEntityWithPKPartitionId", columns: [`${logicalName}id`, "partitionid"] },
];

/** The whole table a draft describes, with the columns the service gives every table. */
export const customTable = ({ columns = [], ...draft }: TableDraft): TableDefinition => {
  const { schemaName, logicalName = schemaName.toLowerCase(), label = schemaName } = draft;
  const ownership = draft.ownership ?? "UserOwned";
  const own = columns.flatMap((column) => [...customColumns(column)]);
  const fallback = nameColumn(schemaName);
  const primaryName = draft.primaryName ?? fallback.logicalName;
  const hasName = own.some((column) => column.logicalName === primaryName);
  const table: TableDefinition = {
    logicalName,
    label,
    pluralLabel: plural(label),
    entitySetName: plural(logicalName),
    objectTypeCode: firstCustomTypeCode,
    primaryId: `${logicalName}id`,
    primaryName,
    custom: true,
    activity: false,
    changeTracking: false,
    optimisticConcurrency: true,
    alternateKeys: draft.tableType === "Elastic" ? elasticKeys(logicalName) : [],
    ...draft,
    ownership,
    columns: systemColumns({ ...draft, logicalName, label, ownership }),
  };
  return withColumns(table, hasName ? own : [fallback, ...own]);
};

const syntheticTypes = ["String", "Integer", "Decimal", "DateTime", "Boolean", "Memo", "Double"] as const;

/**
 * Any number of custom tables `new_synthetic0001`… with this many columns each, for tests of large organizations. The
 * tables share their column definitions, so that a thousand of them cost little.
 */
export const syntheticTables = (tables: number, columns: number): readonly TableDefinition[] => {
  const plain = customTable({ schemaName: "new_Synthetic" });
  const missing = Math.max(0, columns - plain.columns.length);
  const shared = Array.from({ length: missing }, (_, index) => {
    const number = String(index + 1).padStart(3, "0");
    const type = syntheticTypes[index % syntheticTypes.length] ?? "String";
    return customColumns({ schemaName: `new_Column${number}`, label: `Column ${number}`, type })[0];
  });
  return Array.from({ length: tables }, (_, index) => {
    const number = String(index + 1).padStart(4, "0");
    const table = customTable({ schemaName: `new_Synthetic${number}`, label: `Synthetic ${number}` });
    return { ...table, columns: [...table.columns, ...shared] };
  });
};
