import { choice, lookup, numbered, primaryId, text, whole } from "../columns.ts";
import type { TableDefinition } from "../model.ts";
import { componentColumns } from "./sets/componentColumns.ts";
import { auditColumns, versionColumn } from "./sets/systemColumns.ts";

/**
 * The values a webhook receives from before or after the change. Source: Microsoft, Sdk Message Processing Step Image
 * table/entity reference.
 */
export const sdkmessageprocessingstepimage: TableDefinition = {
  logicalName: "sdkmessageprocessingstepimage",
  schemaName: "SdkMessageProcessingStepImage",
  entitySetName: "sdkmessageprocessingstepimages",
  label: "Sdk Message Processing Step Image",
  pluralLabel: "Sdk Message Processing Step Images",
  objectTypeCode: 4615,
  primaryId: "sdkmessageprocessingstepimageid",
  primaryName: "name",
  ownership: "OrganizationOwned",
  custom: false,
  activity: false,
  changeTracking: false,
  optimisticConcurrency: false,
  columns: [
    primaryId("SdkMessageProcessingStepImageId", "Sdk Message Processing Step Image"),
    text("Attributes", "Attributes", { maxLength: 100_000 }),
    whole("CustomizationLevel", "Customization Level", { minValue: -255, maxValue: 255, writable: "never" }),
    text("Description", "Description", { maxLength: 256 }),
    text("EntityAlias", "Entity Alias", { maxLength: 256, required: "SystemRequired" }),
    choice("ImageType", "Image Type", {
      choices: numbered(0, "PreImage", "PostImage", "Both"),
      required: "SystemRequired",
    }),
    text("MessagePropertyName", "Message Property Name", { maxLength: 256, required: "SystemRequired" }),
    text("Name", "Name", { maxLength: 256, required: "SystemRequired" }),
    lookup("OrganizationId", "Organization", {
      to: { organization: "organization_sdkmessageprocessingstepimage" },
      writable: "never",
    }),
    text("RelatedAttributeName", "Related Attribute Name", { maxLength: 256 }),
    lookup("SdkMessageProcessingStepId", "SDK Message Processing Step", {
      to: { sdkmessageprocessingstep: "sdkmessageprocessingstepid_sdkmessageprocessingstepimage" },
      onDelete: "Cascade",
    }),
    ...componentColumns(),
    ...auditColumns({
      createdBy: "createdby_sdkmessageprocessingstepimage",
      createdOnBehalfBy: "lk_sdkmessageprocessingstepimage_createdonbehalfby",
      modifiedBy: "modifiedby_sdkmessageprocessingstepimage",
      modifiedOnBehalfBy: "lk_sdkmessageprocessingstepimage_modifiedonbehalfby",
    }),
    versionColumn(),
  ],
  alternateKeys: [],
};
