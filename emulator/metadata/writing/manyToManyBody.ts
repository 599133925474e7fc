import type { Edit } from "../../organization/catalog.ts";
import { putTable } from "../../organization/edits.ts";
import type { Session } from "../../organization/session.ts";
import { nextTypeCode } from "../../schema/customTable.ts";
import { intersectTable } from "../../schema/intersectTable.ts";
import type { ManyToManyDefinition, TableDefinition } from "../../schema/model.ts";
import { noSuchTable } from "../notFound.ts";
import { checkSchemaName, type Json, requiredText, textAt } from "./body.ts";
import { nameTaken } from "./tableWriters.ts";

/** The table a member of a body names. */
export const tableAt = ({ dataverse }: Session, json: Json, name: string): TableDefinition => {
  const table = requiredText(json, name);
  const found = dataverse.catalog.published().tables.get(table);
  if (found === undefined) {
    throw noSuchTable(`LogicalName='${table}'`);
  }
  return found;
};

/** Reads a new many-to-many relationship, whose intersect table comes with it. */
export const createManyToMany = (session: Session, json: Json): Edit => {
  const schemaName = requiredText(json, "SchemaName");
  const [first, second] = [
    tableAt(session, json, "Entity1LogicalName"),
    tableAt(session, json, "Entity2LogicalName"),
  ];
  const name = textAt(json, "IntersectEntityName") ?? schemaName;
  checkSchemaName(name);
  const { tables } = session.dataverse.catalog.published();
  if (tables.has(name.toLowerCase())) {
    throw nameTaken(name);
  }
  const isSelf = first === second;
  const columns = isSelf
    ? ([`${first.primaryId}one`, `${first.primaryId}two`] as const)
    : ([first.primaryId, second.primaryId] as const);
  const relationship: ManyToManyDefinition = {
    schemaName,
    intersect: name.toLowerCase(),
    first: {
      table: first.logicalName,
      intersectColumn: columns[0],
      navigationProperty:
        textAt(json, "Entity1NavigationPropertyName") ?? `${schemaName}${isSelf ? "_one" : ""}`,
    },
    second: {
      table: second.logicalName,
      intersectColumn: columns[1],
      navigationProperty:
        textAt(json, "Entity2NavigationPropertyName") ?? `${schemaName}${isSelf ? "_two" : ""}`,
    },
  };
  const code = nextTypeCode([...tables.values()].map(({ objectTypeCode }) => objectTypeCode));
  return (definitions) => ({
    ...putTable(intersectTable(name, columns, code))(definitions),
    manyToMany: new Map(definitions.manyToMany).set(schemaName, relationship),
  });
};
