import { DataverseError } from "../../errors.ts";
import { errorSentence } from "../../http/errorSentence.ts";
import { jsonObject } from "../../http/jsonBody.ts";
import type { DataverseRequest } from "../../http/message.ts";
import { textLiteral } from "../../odata/literal.ts";
import { queryString } from "../../odata/query.ts";
import { isJsonObject, type JsonObject, jsonObjects } from "../jsonObject.ts";
import type { ServiceContext } from "../serviceContext.ts";
import type { EntitySets } from "../tables/entitySets.ts";
import type { FollowedTable } from "./checkpoint.ts";

const STAMPS = ["createdon", "modifiedon", "overriddencreatedon"];
const VERSION = "versionnumber";

const readDefinition = async (
  context: ServiceContext,
  entitySet: string,
): Promise<JsonObject | undefined> => {
  const attributes = [...STAMPS, VERSION].map((name) => `LogicalName eq ${textLiteral(name).literal}`);
  const request: DataverseRequest = {
    operation: `Look up the table ${entitySet}`,
    method: "GET",
    path: `EntityDefinitions${queryString({
      select: ["LogicalName", "EntitySetName", "PrimaryIdAttribute", "ChangeTrackingEnabled"],
      filter: `EntitySetName eq ${textLiteral(entitySet).literal}`,
      expand: [`Attributes($select=LogicalName;$filter=${attributes.join(" or ")})`],
    })}`,
    repeat: "read",
  };
  return jsonObjects(request, jsonObject(request, await context.send(request)))[0];
};

const attributeNames = ({ Attributes: attributes }: JsonObject): readonly string[] =>
  Array.isArray(attributes)
    ? attributes.filter(isJsonObject).map(({ LogicalName: name }) => String(name))
    : [];

/** Asks the set itself for a record, so that an unknown one is answered, and corrected, as in every action. */
const askForSet = async (context: ServiceContext, entitySet: string): Promise<void> => {
  await context.send({
    operation: `Read the changes of ${entitySet}`,
    method: "GET",
    path: `${entitySet}?$top=1`,
    repeat: "read",
  });
};

/** Reads what the feed has to know of the table that Entity Type names. Throws when its changes cannot be followed. */
export const findFollowedTable = (
  context: ServiceContext,
  entitySets: EntitySets,
  entityType: string,
): Promise<Omit<FollowedTable, "lookedUpAt">> =>
  entitySets.run(entityType, async (entitySet) => {
    const definition = await readDefinition(context, entitySet);
    if (definition === undefined) {
      await askForSet(context, entitySet);
      throw cannotFollow(entitySet, "its definition cannot be read");
    }
    const names = attributeNames(definition);
    if (!names.includes(VERSION)) {
      throw cannotFollow(
        entitySet,
        "its records have no versions (versionnumber), as in many virtual tables",
      );
    }
    return {
      entityType,
      entitySet,
      idColumn: String(definition["PrimaryIdAttribute"]),
      stamps: STAMPS.filter((stamp) => names.includes(stamp)),
      isTracked: definition["ChangeTrackingEnabled"] === true,
    };
  });

/** True when change tracking is on for the table now. */
export const hasChangeTracking = async (
  context: ServiceContext,
  { entitySet }: FollowedTable,
): Promise<boolean> => (await readDefinition(context, entitySet))?.["ChangeTrackingEnabled"] === true;

const cannotFollow = (entitySet: string, reason: string): DataverseError => {
  const operation = `Follow the changes of ${entitySet}`;
  return new DataverseError(errorSentence({ operation, what: reason, hint: "Choose another table." }), {
    kind: "notSupported",
    operation,
  });
};
