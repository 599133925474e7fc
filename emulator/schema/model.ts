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

/** One value of a choice column. `state` ties a status reason to its state. */
export interface Choice {
  readonly value: number;
  readonly label: string;
  readonly state?: number;
}

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
  readonly required: "None" | "Recommended" | "ApplicationRequired" | "SystemRequired";
  readonly custom: boolean;
  readonly maxLength?: number;
  readonly minValue?: number;
  readonly maxValue?: number;
  readonly precision?: number;
  /** File and image columns. */
  readonly maxSizeInKb?: number;
  /** DateTime only. `DateOnly` values read and write as `YYYY-MM-DD`. */
  readonly dateFormat?: "DateOnly" | "DateAndTime";
  readonly choices?: readonly Choice[];
  readonly trueLabel?: string;
  readonly falseLabel?: string;
  readonly targets?: readonly LookupTarget[];
  /** What an absent value becomes on create. */
  readonly defaultValue?: string | number | boolean;
}

export interface AlternateKeyDefinition {
  readonly name: string;
  readonly columns: readonly string[];
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
}

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
  /** Standard when absent. Elastic tables have a `partitionid` column, no transactions, and pages of at most 500. */
  readonly tableType?: "Standard" | "Elastic";
  /** The table of a many-to-many relationship: readable, written only by associating. */
  readonly intersect?: boolean;
}
