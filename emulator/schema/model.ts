/** Column types as `AttributeType` names them in Dataverse's metadata. */
export type ColumnType =
  | "String"
  | "Memo"
  | "Integer"
  | "BigInt"
  | "Decimal"
  | "Double"
  | "Money"
  | "Boolean"
  | "DateTime"
  | "Picklist"
  | "MultiSelectPicklist"
  | "State"
  | "Status"
  | "Lookup"
  | "Customer"
  | "Owner"
  | "Uniqueidentifier"
  | "EntityName"
  | "File"
  | "Image";

/** Texts in languages other than English, by language code: `{ label: { 1031: "Firma" } }`. */
export type Translations = Readonly<
  Partial<
    Record<
      "label" | "pluralLabel" | "description" | "trueLabel" | "falseLabel",
      Readonly<Record<number, string>>
    >
  >
>;

/** Properties of a definition that only metadata shows, in place of the usual values: `{ IsAuditEnabled: … }`. */
export type Settings = Readonly<Record<string, unknown>>;

/** One value of a choice column. `state` ties a status reason to its state. */
export interface Choice {
  readonly value: number;
  readonly label: string;
  readonly state?: number;
  readonly description?: string;
  /** "#0000ff" */
  readonly color?: string;
  readonly translations?: Translations;
}

export type CascadeDelete = "RemoveLink" | "Cascade" | "Restrict";

/** Where a lookup column may point, with the single-valued navigation property that binds it. */
export interface LookupTarget {
  /** Logical name of the table it points to. */
  readonly table: string;
  /**
   * Name of the single-valued navigation property, case-sensitive: the column's logical name for standard lookups
   * ("primarycontactid"), its schema name for custom ones ("new_ProjectId"), with the target appended for
   * polymorphic ones ("parentcustomerid_account").
   */
  readonly navigationProperty: string;
  /** Collection-valued navigation property on the target table ("contact_customer_accounts"). */
  readonly collectionProperty?: string;
  /** Schema name of the relationship. */
  readonly relationship: string;
  /**
   * What becomes of the rows with the lookup when the record it points to is deleted; "RemoveLink" when absent.
   * "Restrict" forbids the deletion (Microsoft, Table relationships: cascading behavior).
   */
  readonly cascadeDelete?: CascadeDelete;
  readonly settings?: Settings;
}

export interface ColumnDefinition {
  readonly logicalName: string;
  readonly schemaName: string;
  readonly type: ColumnType;
  readonly label: string;
  readonly description?: string;
  /** Whether a client may set it in a create or an update; false for system columns such as `createdon`. */
  readonly validForCreate: boolean;
  readonly validForUpdate: boolean;
  /** False for what can be written and is never shown again, such as a secret; true when absent. */
  readonly validForRead?: boolean;
  readonly required: "None" | "Recommended" | "ApplicationRequired" | "SystemRequired";
  readonly custom: boolean;
  readonly maxLength?: number;
  readonly minValue?: number;
  readonly maxValue?: number;
  readonly precision?: number;
  /** File and image columns; 32 MB and 10 MB when absent. */
  readonly maxSizeInKb?: number;
  /** Image columns: whether the picture is kept in its full size beside its thumbnail; true when absent. */
  readonly canStoreFullImage?: boolean;
  /** DateTime only. `DateOnly` values read and write as `YYYY-MM-DD`. */
  readonly dateFormat?: "DateOnly" | "DateAndTime";
  readonly choices?: readonly Choice[];
  readonly trueLabel?: string;
  readonly falseLabel?: string;
  readonly targets?: readonly LookupTarget[];
  /** What an absent value becomes on create. */
  readonly defaultValue?: string | number | boolean;
  /** `FormatName` of a text ("Email", "Url") or `Format` of a whole number ("Duration"). */
  readonly format?: string;
  /** Name of the global choice whose values `choices` has. */
  readonly globalChoices?: string;
  readonly translations?: Translations;
  readonly settings?: Settings;
}

export interface AlternateKeyDefinition {
  /** The schema name. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly label?: string;
}

/** A key whose index is not built yet, or could not be built. It finds nothing and forbids nothing. */
export interface InactiveKey extends AlternateKeyDefinition {
  readonly status: "Pending" | "InProgress" | "Failed";
  /** When it was asked for: milliseconds since 1970. */
  readonly since: number;
}

/** A choice that several columns share. */
export interface GlobalChoiceDefinition {
  /** In lower case, as the service keeps it. */
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly custom: boolean;
  readonly choices: readonly Choice[];
  readonly translations?: Translations;
}

/** One side of a many-to-many relationship. */
export interface ManyToManySide {
  readonly table: string;
  /** Column of the intersect table that holds this side's id ("accountid"). */
  readonly intersectColumn: string;
  /** Collection-valued navigation property on this side's table, leading to the other side. */
  readonly navigationProperty: string;
}

export interface ManyToManyDefinition {
  readonly schemaName: string;
  /** Logical name of the intersect table, which is a table of the schema with `intersect: true`. */
  readonly intersect: string;
  readonly first: ManyToManySide;
  readonly second: ManyToManySide;
  readonly settings?: Settings;
}

export type WriteMessage = "Create" | "Update" | "Delete";

export interface TableDefinition {
  readonly logicalName: string;
  readonly schemaName: string;
  readonly entitySetName: string;
  readonly label: string;
  readonly pluralLabel: string;
  readonly objectTypeCode: number;
  readonly primaryId: string;
  readonly primaryName: string;
  readonly ownership: "UserOwned" | "OrganizationOwned" | "BusinessOwned" | "None";
  readonly custom: boolean;
  readonly activity: boolean;
  readonly changeTracking: boolean;
  readonly optimisticConcurrency: boolean;
  readonly columns: readonly ColumnDefinition[];
  readonly alternateKeys: readonly AlternateKeyDefinition[];
  /** Keys that metadata shows and nothing else knows yet. */
  readonly inactiveKeys?: readonly InactiveKey[];
  readonly description?: string;
  readonly translations?: Translations;
  readonly settings?: Settings;
  /** Standard when absent. Elastic tables have a `partitionid` column, no transactions, and pages of at most 500. */
  readonly tableType?: "Standard" | "Elastic";
  /** The plain messages that write the table; all three when absent, none for the table of a many-to-many relationship. */
  readonly writes?: readonly WriteMessage[];
  /** The table of a many-to-many relationship: readable, written only by associating. */
  readonly intersect?: boolean;
  /** Its rows belong to those of another table, as parties to their activity. */
  readonly child?: boolean;
  /** Logical name of the image column that may be set when a record is created. */
  readonly primaryImage?: string;
}
