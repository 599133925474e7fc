import { DataverseError } from "../../errors/dataverseError.ts";
import type { Definitions } from "../../organization/catalog.ts";
import { changeColumn, changeTable, removeColumn } from "../../organization/edits.ts";
import type { Session } from "../../organization/session.ts";
import { withColumns } from "../../schema/customTable.ts";
import type { ColumnDefinition, GlobalChoiceDefinition, TableDefinition } from "../../schema/model.ts";
import { noContent } from "../../server/message.ts";
import { columnId } from "../kinds/columnKind.ts";
import { typeOfColumn } from "../kinds/columnTypes.ts";
import { globalChoice, globalChoiceKind } from "../kinds/optionSetKind.ts";
import { findItem, keyTest } from "../listing.ts";
import { columnListing } from "../listings.ts";
import type { Writers } from "../metadataResource.ts";
import { noSuchChoice } from "../notFound.ts";
import {
  bodyType,
  checkSchemaName,
  invalidDefinition,
  type Json,
  parseBody,
  requiredText,
  textAt,
} from "./body.ts";
import { checkProperties, readColumn, replaceColumn } from "./columnBody.ts";
import { created, keepsLabels, replaced } from "./created.ts";

/** DuplicateAttributeSchemaName (Microsoft, Web service error codes). */
export const columnTaken = (schemaName: string, table: string): DataverseError =>
  new DataverseError(
    400,
    "0x80047013",
    `An attribute with the specified name ${schemaName.toLowerCase()} already exists for the entity ${table}.`,
  );

/** What somebody tries to delete is used elsewhere. */
export const inUse = (what: string, by: string): DataverseError =>
  new DataverseError(
    400,
    "0x8004f01f",
    `The ${what} component cannot be deleted because it is referenced by ${by}. For a list of referenced components, use the RetrieveDependenciesForDeleteRequest.`,
  );

const bindOf = (json: Json): string | undefined => textAt(json, "GlobalOptionSet@odata.bind");

/** The global choice that `GlobalOptionSet@odata.bind` names. */
const boundChoice = (json: Json, { choices }: Definitions): GlobalChoiceDefinition | undefined => {
  const bind = bindOf(json);
  if (bind === undefined) {
    return undefined;
  }
  const key = /GlobalOptionSetDefinitions\((.*)\)$/s.exec(bind)?.[1] ?? "";
  const isMeant = keyTest(globalChoiceKind, key);
  const found = [...choices.values()].find((choice) => isMeant(globalChoice(choice)));
  if (found === undefined) {
    throw noSuchChoice(key);
  }
  return found;
};

const required = (table: TableDefinition | undefined): TableDefinition => {
  if (table === undefined) {
    throw new Error("Columns are written below a table.");
  }
  return table;
};

const realColumn = (session: Session, table: TableDefinition, key: string): ColumnDefinition => {
  const { column, isShadow } = findItem(columnListing(session, table), key);
  if (isShadow) {
    throw invalidDefinition(
      `The column ${column.logicalName} only shows another column and cannot be changed.`,
    );
  }
  return column;
};

const checkType = (json: Json, column: ColumnDefinition): void => {
  const expected = typeOfColumn(column);
  const type = bodyType(json);
  if (type !== expected) {
    throw invalidDefinition(
      `The definition of ${column.logicalName} must have the @odata.type Microsoft.Dynamics.CRM.${expected}, not ${type ?? "none"}.`,
    );
  }
};

export const columnWriters: Writers = {
  create: (session, parent) => {
    const table = required(parent);
    const { catalog } = session.dataverse;
    const json = parseBody("EntityDefinitions", session.request.body);
    checkSchemaName(requiredText(json, "SchemaName"));
    const columns = readColumn(json, boundChoice(json, catalog.published()));
    const [column] = columns;
    const known = session.dataverse.schema.tables.get(table.logicalName)?.columns;
    if (columns.some(({ logicalName }) => known?.has(logicalName) === true)) {
      throw columnTaken(column.schemaName, table.logicalName);
    }
    catalog.change(changeTable(table.logicalName, (current) => withColumns(current, columns)));
    return created(session, columnId(table.logicalName, column.logicalName));
  },
  replace: (session, key, parent) => {
    const table = required(parent);
    const column = realColumn(session, table, key);
    const json = parseBody("EntityDefinitions", session.request.body);
    checkType(json, column);
    checkProperties(json, typeOfColumn(column), ["OptionSet", "GlobalOptionSet"]);
    const keepsOthers = keepsLabels(session);
    session.dataverse.catalog.propose(
      changeColumn(table.logicalName, column.logicalName, (before) =>
        replaceColumn(before, json, keepsOthers),
      ),
    );
    return replaced(session);
  },
  remove: (session, key, parent) => {
    const table = required(parent);
    const { logicalName, custom } = realColumn(session, table, key);
    if (!custom || logicalName === table.primaryName) {
      throw inUse(`Attribute(${logicalName})`, "the system");
    }
    const user = [...table.alternateKeys, ...(table.inactiveKeys ?? [])].find(({ columns }) =>
      columns.includes(logicalName),
    );
    if (user !== undefined) {
      throw inUse(`Attribute(${logicalName})`, `the key ${user.name}`);
    }
    session.dataverse.catalog.change(removeColumn(table.logicalName, logicalName));
    return noContent();
  },
};
