import { methodNotAllowed, payloadError } from "../../errors/refusals.ts";
import type { Edit } from "../../organization/catalog.ts";
import { changeColumn, changeTable, removeColumn, removeManyToMany } from "../../organization/edits.ts";
import type { Session } from "../../organization/session.ts";
import { customColumns } from "../../schema/customColumn.ts";
import { withColumns } from "../../schema/customTable.ts";
import type { CascadeDelete, ColumnDefinition, TableDefinition } from "../../schema/model.ts";
import { noContent } from "../../server/message.ts";
import { relationshipId, relationshipSources } from "../kinds/relationshipKind.ts";
import { findItem } from "../listing.ts";
import { relationshipListing } from "../listings.ts";
import type { Writers } from "../metadataResource.ts";
import { noSuchColumn } from "../notFound.ts";
import {
  bodyType,
  checkSchemaName,
  invalidDefinition,
  type Json,
  objectAt,
  parseBody,
  readLabel,
  requiredText,
  textAt,
} from "./body.ts";
import { settingsOf } from "./columnBody.ts";
import { requiredOf } from "./columnDetails.ts";
import { columnTaken, inUse } from "./columnWriters.ts";
import { created } from "./created.ts";
import { createManyToMany, tableAt } from "./manyToManyBody.ts";
import { nameTaken } from "./tableWriters.ts";

const cascades: readonly CascadeDelete[] = ["RemoveLink", "Cascade", "Restrict"];

const cascadeOf = (json: Json): CascadeDelete => {
  const asked = objectAt(json, "CascadeConfiguration")?.["Delete"] ?? "RemoveLink";
  const known = cascades.find((cascade) => cascade === asked);
  if (known === undefined) {
    throw invalidDefinition(`The cascade behavior '${String(asked)}' is not valid for Delete.`);
  }
  return known;
};

const kept = [
  "AssociatedMenuConfiguration",
  "CascadeConfiguration",
  "IsHierarchical",
  "SecurityTypes",
] as const;

interface Ends {
  readonly child: TableDefinition;
  readonly parent: TableDefinition;
}

/** The lookup column of a new one-to-many relationship. */
const lookupColumn = (json: Json, lookup: Json, { child, parent }: Ends): ColumnDefinition => {
  const schemaName = requiredText(lookup, "SchemaName");
  checkSchemaName(schemaName);
  if (child.columns.some(({ logicalName }) => logicalName === schemaName.toLowerCase())) {
    throw columnTaken(schemaName, child.logicalName);
  }
  const relationship = requiredText(json, "SchemaName");
  const [label, description] = [
    readLabel(objectAt(lookup, "DisplayName")),
    readLabel(objectAt(lookup, "Description")),
  ];
  const [column] = customColumns({
    schemaName,
    type: "Lookup",
    label: label.text ?? schemaName,
    required: requiredOf(lookup),
    ...(description.text !== undefined && { description: description.text }),
    translations: { label: label.translations },
    targets: [
      {
        table: parent.logicalName,
        navigationProperty: textAt(json, "ReferencingEntityNavigationPropertyName") ?? schemaName,
        collectionProperty: textAt(json, "ReferencedEntityNavigationPropertyName") ?? relationship,
        relationship,
        cascadeDelete: cascadeOf(json),
        settings: settingsOf(json, kept),
      },
    ],
  });
  return column;
};

const checkReferences = (json: Json, { parent, child }: Ends): void => {
  const referenced = textAt(json, "ReferencedAttribute") ?? parent.primaryId;
  const referencing = textAt(json, "ReferencingAttribute");
  if (referenced !== parent.primaryId) {
    throw noSuchColumn(`LogicalName='${referenced}'`);
  }
  if (referencing !== undefined && !child.columns.some(({ logicalName }) => logicalName === referencing)) {
    throw noSuchColumn(`LogicalName='${referencing}'`);
  }
};

const createOneToMany = (session: Session, json: Json): Edit => {
  const ends = {
    parent: tableAt(session, json, "ReferencedEntity"),
    child: tableAt(session, json, "ReferencingEntity"),
  };
  const lookup = objectAt(json, "Lookup");
  if (lookup === undefined) {
    throw invalidDefinition("Required field 'Lookup' is missing.");
  }
  checkReferences(json, ends);
  const column = lookupColumn(json, lookup, ends);
  return changeTable(ends.child.logicalName, (table) => withColumns(table, [column]));
};

const editOf = (session: Session, json: Json): Edit => {
  switch (bodyType(json)) {
    case "OneToManyRelationshipMetadata":
      return createOneToMany(session, json);
    case "ManyToManyRelationshipMetadata":
      return createManyToMany(session, json);
    default:
      throw payloadError(
        "RelationshipDefinitions",
        "The annotation 'odata.type' must name OneToManyRelationshipMetadata or ManyToManyRelationshipMetadata.",
      );
  }
};

export const relationshipWriters: Writers = {
  create: (session) => {
    const json = parseBody("RelationshipDefinitions", session.request.body);
    const schemaName = requiredText(json, "SchemaName");
    checkSchemaName(schemaName);
    const isTaken = relationshipSources(session.dataverse.schema).some(
      (known) => known.schemaName.toLowerCase() === schemaName.toLowerCase(),
    );
    if (isTaken) {
      throw nameTaken(schemaName);
    }
    session.dataverse.catalog.change(editOf(session, json));
    return created(session, relationshipId(schemaName));
  },
  replace: () => {
    throw methodNotAllowed("PUT");
  },
  remove: (session, key) => {
    const source = findItem(relationshipListing(session), key);
    const { catalog } = session.dataverse;
    if (source.kind === "N:N") {
      catalog.change(removeManyToMany(source.schemaName));
      return noContent();
    }
    const { column, child } = source;
    if (!column.custom) {
      throw inUse(`Relationship(${source.schemaName})`, "the system");
    }
    const rest = (column.targets ?? []).filter(({ relationship }) => relationship !== source.schemaName);
    catalog.change(
      rest.length === 0
        ? removeColumn(child.logicalName, column.logicalName)
        : changeColumn(child.logicalName, column.logicalName, (known) => ({ ...known, targets: rest })),
    );
    return noContent();
  },
};
