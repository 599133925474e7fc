import type { Emulator } from "../../../../../emulator/emulator.ts";

/** Has the table of accounts make the ids of its records itself, for as long as faults are not cleared. */
export const makeAccountsVirtual = ({ control }: Emulator): void => {
  const definition = {
    LogicalName: "account",
    EntitySetName: "accounts",
    PrimaryIdAttribute: "accountid",
    TableType: "Virtual",
    Keys: [],
    Attributes: [
      { LogicalName: "createdon", AttributeType: "DateTime", IsValidODataAttribute: true },
      { LogicalName: "name", AttributeType: "String", IsValidODataAttribute: true },
    ],
    ManyToOneRelationships: [],
  };
  control.faults.add({
    match: { method: "GET", pathContains: "EntityDefinitions" },
    fault: { kind: "status", status: 200, body: { value: [definition] } },
  });
};
