import type { TableDefinition } from "../../schema/model.ts";
import { stableGuid } from "../../store/guid.ts";
import { label } from "../definition.ts";
import {
  enumeration,
  flag,
  guid,
  type Kind,
  labelled,
  list,
  managed,
  moment,
  type Properties,
  text,
  typeName,
  whole,
} from "./kind.ts";
import { privilegesOf } from "./privileges.ts";

export const tableId = (logicalName: string): string => stableGuid(`table:${logicalName}`);

const no = flag<TableDefinition>(() => false);
const yes = flag<TableDefinition>(() => true);
const nothing = text<TableDefinition>(() => null);

/** Intersect tables have labels nobody ever wrote. */
const labelOf = (member: "label" | "pluralLabel" | "description") =>
  labelled<TableDefinition>((table) =>
    label(table.intersect === true ? undefined : table[member], table.translations?.[member], {
      origin: `table:${table.logicalName}:${member}`,
      isManaged: !table.custom,
    }),
  );

const collectionSchemaName = ({ schemaName, entitySetName, logicalName }: TableDefinition): string => {
  const ending = entitySetName.startsWith(logicalName) ? entitySetName.slice(logicalName.length) : undefined;
  return ending === undefined ? entitySetName : `${schemaName}${ending}`;
};

const features: Properties<TableDefinition> = {
  ActivityTypeMask: whole((table) => (table.activity ? 1 : 0)),
  AutoRouteToOwnerQueue: no,
  CanTriggerWorkflow: yes,
  EntityHelpUrlEnabled: no,
  EntityHelpUrl: nothing,
  IsDocumentManagementEnabled: no,
  IsOneNoteIntegrationEnabled: no,
  IsInteractionCentricEnabled: no,
  IsKnowledgeManagementEnabled: no,
  IsSLAEnabled: no,
  IsBPFEntity: no,
  IsDocumentRecommendationsEnabled: no,
  IsMSTeamsIntegrationEnabled: no,
  SettingOf: nothing,
  DataProviderId: guid(({ tableType }) => (tableType === "Elastic" ? stableGuid("elastic provider") : null)),
  DataSourceId: guid(() => null),
  AutoCreateAccessTeams: no,
  IsActivity: flag((table) => table.activity),
  IsActivityParty: flag((table) => ["account", "contact", "lead", "systemuser"].includes(table.logicalName)),
  IsRetrieveAuditEnabled: no,
  IsRetrieveMultipleAuditEnabled: no,
  IsArchivalEnabled: no,
  IsAvailableOffline: flag((table) => !table.custom),
  IsChildEntity: flag((table) => table.child === true),
  IsAIRUpdated: no,
  IconLargeName: nothing,
  IconMediumName: nothing,
  IconSmallName: nothing,
  IconVectorName: nothing,
  IsCustomEntity: flag((table) => table.custom),
  IsBusinessProcessEnabled: no,
  SyncToExternalSearchIndex: no,
  IsOptimisticConcurrencyEnabled: flag((table) => table.optimisticConcurrency),
  ChangeTrackingEnabled: flag((table) => table.changeTracking),
  IsImportable: yes,
  IsIntersect: flag((table) => table.intersect === true),
  IsManaged: flag((table) => !table.custom),
  IsEnabledForCharts: yes,
  IsEnabledForTrace: no,
  IsValidForAdvancedFind: flag((table) => table.intersect !== true),
  DaysSinceRecordLastModified: whole(() => 0),
  MobileOfflineFilters: text(() => ""),
  IsReadingPaneEnabled: yes,
  IsQuickCreateEnabled: no,
};

const names: Properties<TableDefinition> = {
  LogicalName: text((table) => table.logicalName),
  ObjectTypeCode: whole((table) => table.objectTypeCode),
  OwnershipType: enumeration("OwnershipTypes", (table) => table.ownership),
  TableType: text((table) => table.tableType ?? "Standard"),
  PrimaryNameAttribute: text((table) => (table.primaryName === "" ? null : table.primaryName)),
  PrimaryImageAttribute: text(
    (table) => table.columns.find(({ type }) => type === "Image")?.logicalName ?? null,
  ),
  PrimaryIdAttribute: text((table) => table.primaryId),
  RecurrenceBaseEntityLogicalName: nothing,
  ReportViewName: text((table) => (table.intersect === true ? null : `Filtered${table.schemaName}`)),
  SchemaName: text((table) => table.schemaName),
  IntroducedVersion: text((table) => (table.custom ? "1.0.0.0" : "5.0.0.0")),
  IsStateModelAware: flag((table) => table.columns.some(({ type }) => type === "State")),
  EnforceStateTransitions: no,
  ExternalName: nothing,
  EntityColor: nothing,
  LogicalCollectionName: text((table) => table.entitySetName),
  ExternalCollectionName: nothing,
  CollectionSchemaName: text(collectionSchemaName),
  EntitySetName: text((table) => table.entitySetName),
  IsEnabledForExternalChannels: no,
  IsPrivate: no,
  UsesBusinessDataLabelTable: no,
  IsLogicalEntity: no,
  HasNotes: flag((table) => !table.custom && table.intersect !== true),
  HasActivities: flag((table) => ["account", "contact", "lead", "opportunity"].includes(table.logicalName)),
  HasFeedback: no,
  IsSolutionAware: no,
  CreatedOn: moment(),
  ModifiedOn: moment(),
  HasEmailAddresses: flag((table) =>
    ["account", "contact", "lead", "systemuser"].includes(table.logicalName),
  ),
  OwnerId: guid(() => null),
  OwnerIdType: whole(() => 8),
  OwningBusinessUnit: guid(() => null),
  MetadataId: guid((table) => tableId(table.logicalName)),
  HasChanged: flag(() => null),
};

const manageds: Properties<TableDefinition> = {
  Description: labelOf("description"),
  DisplayCollectionName: labelOf("pluralLabel"),
  DisplayName: labelOf("label"),
  IsAuditEnabled: managed("canmodifyauditsettings", false),
  IsValidForQueue: managed("canmodifyqueuesettings", false),
  IsConnectionsEnabled: managed("canmodifyconnectionsettings", (table) => !table.custom),
  IsCustomizable: managed("iscustomizable", (table) => table.intersect !== true),
  IsRenameable: managed("isrenameable", true),
  IsMappable: managed("ismappable", true, false),
  IsDuplicateDetectionEnabled: managed("canmodifyduplicatedetectionsettings", (table) => !table.custom),
  CanCreateAttributes: managed("cancreateattributes", (table) => table.intersect !== true, false),
  CanCreateForms: managed("cancreateforms", true),
  CanCreateViews: managed("cancreateviews", true),
  CanCreateCharts: managed("cancreatecharts", true),
  CanBeRelatedEntityInRelationship: managed("canberelatedentityinrelationship", true),
  CanBePrimaryEntityInRelationship: managed("canbeprimaryentityinrelationship", true),
  CanBeInManyToMany: managed("canbeinmanytomany", (table) => table.intersect !== true),
  CanBeInCustomEntityAssociation: managed("canbeincustomentityassociation", true),
  CanEnableSyncToExternalSearchIndex: managed("canenablesynctoexternalsearchindex", true),
  CanModifyAdditionalSettings: managed("canmodifyadditionalsettings", true),
  CanChangeHierarchicalRelationship: managed("canchangehierarchicalrelationship", true),
  CanChangeTrackingBeEnabled: managed("canchangetrackingbeenabled", (table) => table.intersect !== true),
  IsMailMergeEnabled: managed("canmodifymailmergesettings", false),
  IsVisibleInMobile: managed("canmodifymobilevisibility", false),
  IsVisibleInMobileClient: managed("canmodifymobileclientvisibility", false),
  IsReadOnlyInMobileClient: managed("canmodifymobileclientreadonly", false),
  IsOfflineInMobileClient: managed("canmodifymobileclientoffline", false),
  Privileges: list(typeName("SecurityPrivilegeMetadata"), privilegesOf),
  Settings: list(typeName("EntitySetting"), () => []),
};

/** A table. The property names are Microsoft's (EntityMetadata EntityType). */
export const tableKind: Kind<TableDefinition> = {
  type: typeName("EntityMetadata"),
  properties: { ...features, ...names, ...manageds },
  idOf: (table) => tableId(table.logicalName),
  keyProperty: "LogicalName",
  settingsOf: (table) => table.settings,
};
