import { guid, lookup, memo, primaryId, tableName, text, whole, yesNo } from "../columns.ts";
import type { TableDefinition } from "../model.ts";
import { auditColumns, ownershipColumns, rowColumns } from "./sets/systemColumns.ts";

/** Source of columns, limits and navigation properties: Microsoft, Note (Annotation) table/entity reference. */
export const annotation: TableDefinition = {
  logicalName: "annotation",
  schemaName: "Annotation",
  entitySetName: "annotations",
  label: "Note",
  pluralLabel: "Notes",
  objectTypeCode: 5,
  primaryId: "annotationid",
  primaryName: "subject",
  ownership: "UserOwned",
  custom: false,
  activity: false,
  changeTracking: true,
  optimisticConcurrency: false,
  columns: [
    primaryId("AnnotationId", "Note"),
    text("Subject", "Title", { maxLength: 500, required: "ApplicationRequired" }),
    text("DocumentBody", "Document", {
      maxLength: 1_073_741_823,
      description: "The attached file as base64 text.",
    }),
    text("FileName", "File Name", { maxLength: 255 }),
    whole("FileSize", "File Size (Bytes)", { minValue: 0, maxValue: 1_000_000_000, writable: "never" }),
    yesNo("IsDocument", "Is Document", { required: "SystemRequired" }),
    text("LangId", "Language ID", { maxLength: 2 }),
    text("MimeType", "Mime Type", { maxLength: 256 }),
    memo("NoteText", "Description", { maxLength: 100_000 }),
    lookup("ObjectId", "Regarding", {
      to: {
        account: "Account_Annotation",
        contact: "Contact_Annotation",
        lead: "Lead_Annotation",
        opportunity: "Opportunity_Annotation",
        incident: "Incident_Annotation",
        task: "Task_Annotation",
        email: "Email_Annotation",
        phonecall: "PhoneCall_Annotation",
        appointment: "Appointment_Annotation",
        salesorder: "SalesOrder_Annotation",
        product: "Product_Annotations",
        new_project: "new_project_Annotations",
      },
      onDelete: "Cascade",
    }),
    tableName("ObjectTypeCode", "Object Type"),
    text("Prefix", "Prefix", { maxLength: 10, writable: "never" }),
    text("StepId", "Step Id", { maxLength: 32 }),
    guid("StoragePointer", "Storage Pointer", { writable: "never", validForRead: false }),
    ...ownershipColumns({
      owner: "owner_annotations",
      user: "annotation_owning_user",
      team: "team_annotations",
      businessUnit: "business_unit_annotations",
    }),
    ...auditColumns({
      createdBy: "lk_annotationbase_createdby",
      createdOnBehalfBy: "lk_annotationbase_createdonbehalfby",
      modifiedBy: "lk_annotationbase_modifiedby",
      modifiedOnBehalfBy: "lk_annotationbase_modifiedonbehalfby",
    }),
    ...rowColumns(),
  ],
  alternateKeys: [],
};
