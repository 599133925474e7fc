import { connection } from "../../inputs/connection.ts";
import { entityId } from "../../inputs/entityId.ts";
import { entityType } from "../../inputs/entityType.ts";
import { deleteOptions, writeOptions } from "../../inputs/options.ts";
import { dataverseAction } from "../dataverseAction.ts";
import { deletedRecordSchema } from "./record.ts";

export const deleteEntity = dataverseAction({
  display: {
    label: "[CRM] Delete Entity",
    description: "Delete the specified Microsoft Dynamics 365 CRM entity record.",
  },
  inputs: { entityType, entityId, connection, options: deleteOptions },
  run: ({ records }, { entityType, entityId, options }) =>
    records.delete({ entityType, key: entityId }, { ...writeOptions(options), ifMatch: options.ifMatch }),
  effect: "write",
  output: deletedRecordSchema,
  example: { id: "00000000-0000-0000-0000-000000000001", deleted: true as const },
});
