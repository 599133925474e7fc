import type { TableDefinition } from "../schema/model.ts";
import { stableGuid } from "../store/guid.ts";
import { type Definition, label, managedProperty } from "./definition.ts";

const capabilities = ({ custom, changeTracking }: TableDefinition): Definition => ({
  IsAuditEnabled: managedProperty(false, "canmodifyauditsettings"),
  IsValidForQueue: managedProperty(false, "canmodifyqueuesettings"),
  IsConnectionsEnabled: managedProperty(!custom, "canmodifyconnectionsettings"),
  IsCustomizable: managedProperty(true, "iscustomizable"),
  IsRenameable: managedProperty(true, "isrenameable"),
  IsMappable: managedProperty(true, "ismappable", false),
  IsDuplicateDetectionEnabled: managedProperty(!custom, "canmodifyduplicatedetectionsettings"),
  CanCreateAttributes: managedProperty(true, "cancreateattributes", false),
  CanCreateForms: managedProperty(true, "cancreateforms"),
  CanCreateViews: managedProperty(true, "cancreateviews"),
  CanCreateCharts: managedProperty(true, "cancreatecharts"),
  CanBeRelatedEntityInRelationship: managedProperty(true, "canberelatedentityinrelationship"),
  CanBePrimaryEntityInRelationship: managedProperty(true, "canbeprimaryentityinrelationship"),
  CanBeInManyToMany: managedProperty(true, "canbeinmanytomany"),
  CanChangeTrackingBeEnabled: managedProperty(!changeTracking, "canchangetrackingbeenabled"),
});

const flags = (table: TableDefinition): Definition => ({
  IsActivity: table.activity,
  IsActivityParty: false,
  IsBPFEntity: false,
  IsChildEntity: false,
  IsCustomEntity: table.custom,
  IsIntersect: false,
  IsLogicalEntity: false,
  IsManaged: !table.custom,
  IsPrivate: false,
  IsValidForAdvancedFind: true,
  IsOptimisticConcurrencyEnabled: table.optimisticConcurrency,
  ChangeTrackingEnabled: table.changeTracking,
  HasActivities: false,
  HasNotes: !table.custom,
});

/** A table as EntityMetadata. The property names are Microsoft's (EntityMetadata EntityType). */
export const tableMetadata = (table: TableDefinition): Definition => ({
  MetadataId: stableGuid(`table:${table.logicalName}`),
  HasChanged: null,
  LogicalName: table.logicalName,
  SchemaName: table.schemaName,
  EntitySetName: table.entitySetName,
  LogicalCollectionName: table.entitySetName,
  CollectionSchemaName: table.pluralLabel.replaceAll(" ", ""),
  ObjectTypeCode: table.objectTypeCode,
  OwnershipType: table.ownership,
  TableType: "Standard",
  PrimaryIdAttribute: table.primaryId,
  PrimaryNameAttribute: table.primaryName,
  PrimaryImageAttribute: null,
  DataProviderId: null,
  ExternalName: null,
  IntroducedVersion: table.custom ? "1.0.0.0" : "5.0.0.0",
  ...flags(table),
  Description: label(undefined, ""),
  DisplayName: label(table.label, `table:${table.logicalName}`),
  DisplayCollectionName: label(table.pluralLabel, `tables:${table.logicalName}`),
  ...capabilities(table),
});
