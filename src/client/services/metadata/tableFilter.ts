import { DataverseError } from "../../errors.ts";
import { errorSentence } from "../../http/errorSentence.ts";
import { quoted } from "../../odata/names.ts";
import type { JsonObject } from "../jsonObject.ts";
import { closestNames } from "../tables/closestNames.ts";
import { flagIn, textIn } from "./definitionValues.ts";
import { labelTexts } from "./label.ts";

/** Which tables to take. */
export interface TableFilter {
  /** Names or labels of tables; all tables when empty. */
  readonly names: readonly string[];
  /** Takes custom tables, too, that `names` does not name. */
  readonly includeAllCustom: boolean;
  /** Leaves out tables whose definition says `IsChildEntity`, whatever else would take them. */
  readonly onlyTopLevel: boolean;
}

/** What choosing tables takes. */
export interface NamedTable {
  /** `MetadataId` */
  readonly id: string;
  readonly logicalName: string;
  readonly schemaName: string;
  /** All that the table goes by, as `comparable` writes it. */
  readonly names: ReadonlySet<string>;
  readonly isCustom: boolean;
  readonly isChild: boolean;
}

const names = [
  "MetadataId",
  "LogicalName",
  "SchemaName",
  "EntitySetName",
  "LogicalCollectionName",
  "CollectionSchemaName",
];
const labels = ["DisplayName", "DisplayCollectionName"];

/** The properties of a definition that make a `NamedTable`. */
export const namingProperties = [...names, ...labels, "IsCustomEntity", "IsChildEntity"];

/**
 * A table with its names and its labels in all languages, since those who choose tables may see another language than the
 * connection's user.
 */
export const namedTable = (definition: JsonObject): NamedTable => {
  const logicalName = textIn(definition, "LogicalName") ?? "";
  const all = [
    ...names.map((property) => textIn(definition, property) ?? ""),
    ...labels.flatMap((property) => labelTexts(definition[property])),
  ];
  return {
    id: textIn(definition, "MetadataId") ?? "",
    logicalName,
    schemaName: textIn(definition, "SchemaName") ?? logicalName,
    names: new Set(all.map(comparable).filter((name) => name !== "")),
    isCustom: flagIn(definition, "IsCustomEntity"),
    isChild: flagIn(definition, "IsChildEntity"),
  };
};

/** A name as it is compared: without regard to case and to the space around it. */
export const comparable = (name: string): string => name.trim().toLowerCase();

/** True for a table that goes by one of the names. */
export const isNamed = (table: NamedTable, wanted: readonly string[]): boolean =>
  wanted.some((name) => table.names.has(comparable(name)));

/** The tables that the filter takes, in the order they came. */
export const filterTables = (
  tables: readonly NamedTable[],
  { names: wanted, includeAllCustom, onlyTopLevel }: TableFilter,
): readonly NamedTable[] =>
  tables
    .filter((table) => !(onlyTopLevel && table.isChild))
    .filter((table) => wanted.length === 0 || (includeAllCustom && table.isCustom) || isNamed(table, wanted));

/** Those of the names that no table goes by. */
export const unknownNames = (tables: readonly NamedTable[], wanted: readonly string[]): readonly string[] =>
  wanted.filter((name) => !tables.some((table) => isNamed(table, [name])));

/** Raised when a filter names tables, but none of this environment. */
export const noSuchTables = (
  operation: string,
  tables: readonly NamedTable[],
  wanted: readonly string[],
): DataverseError => {
  const known = new Set(tables.flatMap((table) => [...table.names]));
  const suggestions = new Set(wanted.flatMap((name) => closestNames(name, known, 2)));
  const message = errorSentence({
    operation,
    what: `Entity Type Filter names no table of this environment: nothing is called ${wanted.map(quoted).join(" or ")}`,
    hint:
      suggestions.size === 0
        ? "The action [CRM] List Entities lists the tables with their names and labels."
        : `Did you mean ${[...suggestions]
            .slice(0, MOST_SUGGESTIONS)
            .map((name) => `'${name}'`)
            .join(" or ")}?`,
  });
  return new DataverseError(message, { kind: "notFound", operation });
};

const MOST_SUGGESTIONS = 5;
