import { DataverseError } from "../../../errors.ts";
import type { DataverseRequest, DataverseResponse } from "../../../http/message.ts";
import { restated } from "../../../http/restated.ts";
import { attributesPath, parseAttributeReference } from "../../../odata/attributeReference.ts";
import type { TableReference } from "../../../odata/tableReference.ts";
import type { JsonObject } from "../../jsonObject.ts";
import { type WriteOptions, writeHeaders } from "../../requestOptions.ts";
import type { ServiceContext } from "../../serviceContext.ts";
import type { TableDefinitions } from "../../tables/tableDefinitions.ts";
import { afterWrite } from "../afterWrite.ts";
import { publishTable } from "../publishTable.ts";
import { type AttributePlace, fresh } from "./attributePlace.ts";
import { parseNewAttribute } from "./newAttribute.ts";
import { withPropertyHints } from "./propertyHints.ts";
import { readAttribute } from "./readAttributes.ts";

export interface DefinitionWriteOptions extends Pick<WriteOptions, "solutionName"> {
  /** Publishes the table afterwards. */
  readonly publish: boolean;
}

export interface NewAttributeRequest {
  readonly table: TableReference;
  readonly body: JsonObject;
  readonly options: DefinitionWriteOptions;
}

/**
 * Creates an attribute and reads it back: two requests, and one more to publish. A second POST is never sent: Dataverse
 * would refuse it for the name that the first one took.
 */
export const createAttribute = async (
  context: ServiceContext,
  tables: TableDefinitions,
  { table, body, options }: NewAttributeRequest,
): Promise<JsonObject> => {
  const attribute = parseNewAttribute(body);
  const place = await tables.run(table, async (found): Promise<AttributePlace> => {
    const request: DataverseRequest = {
      operation: `Create the attribute ${attribute.schemaName} of ${found.name}`,
      method: "POST",
      path: attributesPath(found.path),
      repeat: "appends",
      headers: writeHeaders({ solutionName: options.solutionName }),
      body: JSON.stringify(attribute.body),
    };
    const { headers } = await withPropertyHints(() => post(context, request));
    return {
      table: found,
      attribute: createdIn(headers["odata-entityid"]) ?? { by: "name", value: attribute.logicalName },
    };
  });
  const created = `The attribute ${attribute.schemaName} was created.`;
  const definition = await afterWrite(created, () => readAttribute(context, place, { headers: fresh }));
  if (options.publish) {
    await afterWrite(`${created} It is not published yet.`, () =>
      publishTable(context, String(definition["EntityLogicalName"] ?? place.table.name)),
    );
  }
  return definition;
};

/** DuplicateAttributeSchemaName (Microsoft, "Web service error codes"). */
const NAME_TAKEN = "0x80047013";

const post = async (context: ServiceContext, request: DataverseRequest): Promise<DataverseResponse> => {
  try {
    return await context.send(request);
  } catch (error) {
    throw error instanceof DataverseError && error.code === NAME_TAKEN
      ? restated(error, {
          kind: "duplicate",
          what: "the table has an attribute of this name already",
          hint: "Change that one with the action [CRM] Update Attribute, or choose another SchemaName.",
        })
      : error;
  }
};

/** The id at the end of the URL of what was created. */
const createdIn = (url = "") => parseAttributeReference(/\(([0-9a-f-]{36})\)$/i.exec(url)?.[1] ?? "");
