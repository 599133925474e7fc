import { dateTime, memo, primaryId, text, whole } from "../columns.ts";
import type { TableDefinition } from "../model.ts";
import { activeOrInactive } from "./sets/states.ts";
import {
  auditColumns,
  ownershipColumns,
  rowColumns,
  timeZoneColumns,
  usualAudit,
} from "./sets/systemColumns.ts";

/**
 * An elastic table. `partitionid` and `ttlinseconds` come with every one of them, and so does the key. Source of the
 * names: Microsoft, Use elastic tables using code.
 */
export const contosoSensorData: TableDefinition = {
  logicalName: "contoso_sensordata",
  schemaName: "contoso_SensorData",
  entitySetName: "contoso_sensordatas",
  label: "Sensor Data",
  pluralLabel: "Sensor Data",
  objectTypeCode: 10_503,
  primaryId: "contoso_sensordataid",
  primaryName: "contoso_sensortype",
  ownership: "UserOwned",
  custom: true,
  activity: false,
  changeTracking: false,
  optimisticConcurrency: false,
  tableType: "Elastic",
  columns: [
    primaryId("contoso_SensorDataId", "Sensor Data"),
    text("contoso_SensorType", "Sensor Type"),
    text("contoso_DeviceId", "Device Id", { maxLength: 1000, required: "ApplicationRequired" }),
    memo("contoso_EnergyConsumption", "Energy consumption", { maxLength: 1_048_576, format: "Json" }),
    dateTime("contoso_TimeStamp", "Time stamp"),
    whole("contoso_Value", "Value"),
    text("PartitionId", "Partition Id"),
    whole("TTLInSeconds", "Time to live", { minValue: 0 }),
    ...activeOrInactive(),
    ...ownershipColumns({
      owner: "owner_contoso_sensordata",
      user: "user_contoso_sensordata",
      team: "team_contoso_sensordata",
      businessUnit: "business_unit_contoso_sensordata",
    }),
    ...auditColumns(usualAudit("contoso_sensordata")),
    ...rowColumns(),
    ...timeZoneColumns(),
  ],
  alternateKeys: [
    { name: "KeyForNoSqlEntityWithPKPartitionId", columns: ["contoso_sensordataid", "partitionid"] },
  ],
};
