import { memo, tableName, text, whole } from "../../columns.ts";
import type { ColumnDefinition } from "../../model.ts";
import { activeOrInactive } from "./states.ts";

const longest = 1_073_741_823;

/** What a system view and a view of a person have in common: the query and the layout of its columns. */
export const viewColumns = (): readonly ColumnDefinition[] => [
  text("Name", "Name", { maxLength: 200, required: "SystemRequired" }),
  memo("ColumnSetXml", "Column Set XML", { maxLength: longest }),
  memo("Description", "Description"),
  memo("FetchXml", "Fetch XML", { maxLength: longest }),
  memo("LayoutJson", "Layout JSON", { maxLength: longest }),
  memo("LayoutXml", "Layout XML", { maxLength: longest }),
  memo("OfflineSqlQuery", "Offline SQL Query", { maxLength: longest, writable: "never" }),
  whole("QueryType", "Query Type", { minValue: 0, maxValue: 1_000_000_000, writable: "onCreate" }),
  tableName("ReturnedTypeCode", "Returned Type Code", { writable: "onCreate", required: "SystemRequired" }),
  ...activeOrInactive(),
];
