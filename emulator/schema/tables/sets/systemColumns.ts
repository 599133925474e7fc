import { bigWhole, dateTime, decimal, lookup, owner, whole } from "../../columns.ts";
import type { ColumnDefinition } from "../../model.ts";

/** Schema names of the four relationships from a table to the users who wrote its rows. */
export interface AuditRelationships {
  readonly createdBy: string;
  readonly createdOnBehalfBy: string;
  readonly modifiedBy: string;
  readonly modifiedOnBehalfBy: string;
}

/** Who created and changed a row, and when. `suffix`: see `LookupExtras`. */
export const auditColumns = (by: AuditRelationships, suffix = ""): readonly ColumnDefinition[] => {
  const user = (relationship: string) => ({
    to: { systemuser: relationship },
    suffix,
    writable: "never" as const,
  });
  return [
    lookup("CreatedBy", "Created By", user(by.createdBy)),
    dateTime("CreatedOn", "Created On", { writable: "never" }),
    lookup("CreatedOnBehalfBy", "Created By (Delegate)", user(by.createdOnBehalfBy)),
    lookup("ModifiedBy", "Modified By", user(by.modifiedBy)),
    dateTime("ModifiedOn", "Modified On", { writable: "never" }),
    lookup("ModifiedOnBehalfBy", "Modified By (Delegate)", user(by.modifiedOnBehalfBy)),
  ];
};

/** The names the four relationships have on most tables: `lk_<table>_createdby` and so on. */
export const usualAudit = (table: string): AuditRelationships => ({
  createdBy: `lk_${table}_createdby`,
  createdOnBehalfBy: `lk_${table}_createdonbehalfby`,
  modifiedBy: `lk_${table}_modifiedby`,
  modifiedOnBehalfBy: `lk_${table}_modifiedonbehalfby`,
});

export const versionColumn = (): ColumnDefinition => bigWhole("VersionNumber", "Version Number");

/** The columns of every table that tell where a row came from and which version of it this is. */
export const rowColumns = (): readonly ColumnDefinition[] => [
  whole("ImportSequenceNumber", "Import Sequence Number", { writable: "onCreate" }),
  dateTime("OverriddenCreatedOn", "Record Created On", {
    writable: "onCreate",
    description: "Sets createdon of a migrated row when it is created.",
  }),
  versionColumn(),
];

export const timeZoneColumns = (): readonly ColumnDefinition[] => [
  whole("TimeZoneRuleVersionNumber", "Time Zone Rule Version Number", { minValue: -1 }),
  whole("UTCConversionTimeZoneCode", "UTC Conversion Time Zone Code", { minValue: -1 }),
];

/** Schema names of the four relationships from a user-owned table to those who own its rows. */
export interface OwnerRelationships {
  readonly owner: string;
  readonly user: string;
  readonly team: string;
  readonly businessUnit: string;
}

/** `ownerid`, and the read-only columns Dataverse derives from it. `suffix`: see `LookupExtras`. */
export const ownershipColumns = (by: OwnerRelationships, suffix = ""): readonly ColumnDefinition[] => [
  owner("OwnerId", "Owner", {
    to: { systemuser: by.owner, team: by.owner },
    suffix,
    required: "SystemRequired",
  }),
  lookup("OwningBusinessUnit", "Owning Business Unit", {
    to: { businessunit: by.businessUnit },
    suffix,
    writable: "never",
  }),
  lookup("OwningTeam", "Owning Team", { to: { team: by.team }, suffix, writable: "never" }),
  lookup("OwningUser", "Owning User", { to: { systemuser: by.user }, suffix, writable: "never" }),
];

export const exchangeRate = (writable: "always" | "never"): ColumnDefinition =>
  decimal("ExchangeRate", "Exchange Rate", {
    precision: 12,
    minValue: 0.000000000001,
    maxValue: 100_000_000_000,
    writable,
  });

/** The currency of a row's money columns and its rate when they were last written. */
export const currencyColumns = (relationship: string, suffix = ""): readonly ColumnDefinition[] => [
  lookup("TransactionCurrencyId", "Currency", {
    to: { transactioncurrency: relationship },
    suffix,
    onDelete: "Restrict",
  }),
  exchangeRate("never"),
];
