import { guid, primaryId } from "../../columns.ts";
import type { TableDefinition } from "../../model.ts";
import { versionColumn } from "../sets/systemColumns.ts";

/** The table of the custom relationship between projects and contacts, named as Dataverse names such tables. */
export const newProjectContact: TableDefinition = {
  logicalName: "new_project_contact",
  schemaName: "new_project_contact",
  entitySetName: "new_project_contactset",
  label: "new_project_contact",
  pluralLabel: "new_project_contact",
  objectTypeCode: 10_502,
  primaryId: "new_project_contactid",
  primaryName: "",
  ownership: "None",
  custom: true,
  activity: false,
  changeTracking: false,
  optimisticConcurrency: false,
  columns: [
    primaryId("new_project_contactId", "new_project_contact"),
    guid("new_projectid", "new_projectid", { writable: "never" }),
    guid("contactid", "contactid", { writable: "never" }),
    versionColumn(),
  ],
  alternateKeys: [],
  intersect: true,
  writes: [],
};
