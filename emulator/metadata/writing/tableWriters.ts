import { DataverseError } from "../../errors/dataverseError.ts";
import { payloadError } from "../../errors/refusals.ts";
import { changeTable, putTable, removeTable } from "../../organization/edits.ts";
import type { Session } from "../../organization/session.ts";
import { customTable, nextTypeCode } from "../../schema/customTable.ts";
import type { ColumnDefinition, TableDefinition } from "../../schema/model.ts";
import { noContent } from "../../server/message.ts";
import { tableId, tableKind } from "../kinds/tableKind.ts";
import { findItem } from "../listing.ts";
import { tableListing } from "../listings.ts";
import type { Writers } from "../metadataResource.ts";
import {
  bodyType,
  checkSchemaName,
  invalidDefinition,
  isJson,
  type Json,
  listAt,
  mergeTranslations,
  objectAt,
  parseBody,
  readLabel,
  requiredText,
  textAt,
} from "./body.ts";
import { readColumn, settingsOf } from "./columnBody.ts";
import { created, keepsLabels, replaced } from "./created.ts";

const kept = [
  "ActivityTypeMask",
  "HasNotes",
  "HasActivities",
  "HasFeedback",
  "IsAuditEnabled",
  "IsConnectionsEnabled",
  "IsDocumentManagementEnabled",
  "IsDuplicateDetectionEnabled",
  "IsKnowledgeManagementEnabled",
  "IsMailMergeEnabled",
  "IsQuickCreateEnabled",
  "IsValidForQueue",
  "EntityColor",
  "EntityHelpUrl",
  "EntityHelpUrlEnabled",
] as const;

const relations = [
  "Attributes",
  "Keys",
  "OneToManyRelationships",
  "ManyToOneRelationships",
  "ManyToManyRelationships",
];

/** The body of a table, refused when it has what EntityMetadata does not declare. */
const tableBody = ({ request }: Session): Json => {
  const json = parseBody("EntityDefinitions", request.body);
  const type = bodyType(json);
  if (type !== undefined && type !== "EntityMetadata") {
    throw payloadError(
      "EntityDefinitions",
      `A type named 'Microsoft.Dynamics.CRM.${type}' is not assignable to the expected type 'Microsoft.Dynamics.CRM.EntityMetadata'.`,
    );
  }
  const wrong = Object.keys(json).find(
    (name) => !name.includes("@") && !Object.hasOwn(tableKind.properties, name) && !relations.includes(name),
  );
  if (wrong !== undefined) {
    throw payloadError(
      "EntityDefinitions",
      `Invalid property '${wrong}' was found in entity 'Microsoft.Dynamics.CRM.EntityMetadata'. ---> Microsoft.OData.ODataException: Does not support untyped value in non-open type.`,
    );
  }
  return json;
};

/** The code the service gives for names that are taken. */
export const nameTaken = (name: string): DataverseError =>
  new DataverseError(
    400,
    "0x80044363",
    `The schema name '${name}' is not unique: a component of the same name already exists.`,
  );

const ownerships = ["UserOwned", "OrganizationOwned", "None"] as const;

const primaryNameOf = (json: Json): readonly ColumnDefinition[] => {
  const columns = listAt(json, "Attributes").filter(isJson);
  const [name, ...more] = columns.filter((column) => column["IsPrimaryName"] === true);
  if (name === undefined || more.length > 0 || bodyType(name) !== "StringAttributeMetadata") {
    throw invalidDefinition(
      "A new table needs exactly one attribute of type StringAttributeMetadata with IsPrimaryName true.",
    );
  }
  return columns.flatMap((column) => {
    checkSchemaName(requiredText(column, "SchemaName"));
    return [...readColumn(column, undefined)];
  });
};

const textsOf = (json: Json, before: TableDefinition | undefined, keepsOthers: boolean) => {
  const [label, pluralLabel, description] = ["DisplayName", "DisplayCollectionName", "Description"].map(
    (name) => readLabel(objectAt(json, name)),
  );
  const about = description?.text ?? (keepsOthers ? before?.description : undefined);
  return {
    label: label?.text ?? (keepsOthers ? before?.label : undefined) ?? "",
    pluralLabel: pluralLabel?.text ?? (keepsOthers ? before?.pluralLabel : undefined) ?? "",
    ...(about !== undefined && { description: about }),
    translations: mergeTranslations(
      before?.translations,
      { ...(label && { label }), ...(pluralLabel && { pluralLabel }), ...(description && { description }) },
      keepsOthers,
    ),
  };
};

const readTable = (json: Json, codes: readonly number[]): TableDefinition => {
  const schemaName = requiredText(json, "SchemaName");
  checkSchemaName(schemaName);
  const texts = textsOf(json, undefined, false);
  if (texts.label === "" || texts.pluralLabel === "") {
    throw invalidDefinition(
      `Required field '${texts.label === "" ? "DisplayName" : "DisplayCollectionName"}' is missing.`,
    );
  }
  const columns = primaryNameOf(json);
  const ownership = ownerships.find((name) => name === (json["OwnershipType"] ?? "UserOwned"));
  if (ownership === undefined) {
    throw invalidDefinition("OwnershipType must be UserOwned, OrganizationOwned or None for a new table.");
  }
  const entitySetName = textAt(json, "EntitySetName");
  return customTable({
    schemaName,
    ...texts,
    ownership,
    objectTypeCode: nextTypeCode(codes),
    primaryName: columns[0]?.logicalName ?? "",
    changeTracking: json["ChangeTrackingEnabled"] === true,
    ...(entitySetName !== undefined && { entitySetName }),
    ...(json["TableType"] === "Elastic" && { tableType: "Elastic", optimisticConcurrency: false }),
    columns,
    settings: settingsOf(json, kept),
  });
};

/** Change tracking cannot be switched off again (Microsoft, Use change tracking to synchronize data). */
const replaceTable =
  (json: Json, keepsOthers: boolean) =>
  (before: TableDefinition): TableDefinition => {
    const { description, ...rest } = before;
    return {
      ...rest,
      ...textsOf(json, before, keepsOthers),
      changeTracking: before.changeTracking || json["ChangeTrackingEnabled"] === true,
      settings: settingsOf(json, kept),
    };
  };

const notCustom = (what: string): DataverseError =>
  new DataverseError(400, "0x8004f026", `The ${what} is part of the system and cannot be deleted.`);

export const tableWriters: Writers = {
  create: (session) => {
    const { catalog } = session.dataverse;
    const tables = [...catalog.published().tables.values()];
    const table = readTable(
      tableBody(session),
      tables.map(({ objectTypeCode }) => objectTypeCode),
    );
    if (
      tables.some(
        (known) => known.logicalName === table.logicalName || known.entitySetName === table.entitySetName,
      )
    ) {
      throw nameTaken(table.schemaName);
    }
    catalog.change(putTable(table));
    return created(session, tableId(table.logicalName));
  },
  replace: (session, key) => {
    const table = findItem(tableListing(session), key);
    const json = tableBody(session);
    session.dataverse.catalog.propose(
      changeTable(table.logicalName, replaceTable(json, keepsLabels(session))),
    );
    return replaced(session);
  },
  remove: (session, key) => {
    const table = findItem(tableListing(session), key);
    if (!table.custom) {
      throw notCustom(`table ${table.logicalName}`);
    }
    session.dataverse.catalog.change(removeTable(table.logicalName));
    return noContent();
  },
};
