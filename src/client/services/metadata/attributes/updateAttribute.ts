import { DataverseError } from "../../../errors.ts";
import type { DataverseRequest } from "../../../http/message.ts";
import { type AttributeReference, attributePath } from "../../../odata/attributeReference.ts";
import type { AttributeType } from "../../../odata/attributeTypes.ts";
import type { TableReference } from "../../../odata/tableReference.ts";
import type { JsonObject } from "../../jsonObject.ts";
import { writeHeaders } from "../../requestOptions.ts";
import type { ServiceContext } from "../../serviceContext.ts";
import type { TableDefinitions } from "../../tables/tableDefinitions.ts";
import { afterWrite } from "../afterWrite.ts";
import { publishTable } from "../publishTable.ts";
import {
  type AttributeChange,
  changedDefinition,
  checkFixed,
  parseAttributeChange,
  refusedType,
} from "./attributeChange.ts";
import {
  type AttributePlace,
  attributeName,
  type Cast,
  fresh,
  isUnknownAttribute,
  readMetadataType,
  withAttributeSuggestions,
} from "./attributePlace.ts";
import type { DefinitionWriteOptions } from "./createAttribute.ts";
import { withPropertyHints } from "./propertyHints.ts";
import { readAttribute } from "./readAttributes.ts";

export interface AttributeChangeRequest {
  readonly table: TableReference;
  /** Names the attribute where the body does not. */
  readonly attribute: AttributeReference | undefined;
  readonly body: JsonObject;
  readonly options: DefinitionWriteOptions;
}

/**
 * Changes an attribute: reads its whole definition, puts the body into it, sends it back, publishes the table and reads
 * the result, which are four requests, and one more when the body does not say the type. Definitions have no version, so
 * Dataverse cannot tell when somebody else changes the same one in between. Without publishing nothing of the change
 * could be read yet, so the result is then the definition as it was sent.
 */
export const updateAttribute = async (
  context: ServiceContext,
  tables: TableDefinitions,
  { table, attribute, body, options }: AttributeChangeRequest,
): Promise<JsonObject> => {
  const change = parseAttributeChange(body, attribute);
  const { place, before } = await tables.run(table, async (found) => {
    const at = { table: found, attribute: change.attribute };
    return { place: at, before: await readWhole(context, at, change) };
  });
  checkFixed(change, before);
  const after = changedDefinition(before, body);
  await replace(context, { place, definition: after }, options);
  if (!options.publish) {
    return after;
  }
  const name = attributeName(place);
  await afterWrite(`The change of ${name} was saved, but it is not published, so nobody sees it yet.`, () =>
    publishTable(context, String(before["EntityLogicalName"] ?? place.table.name)),
  );
  return afterWrite(`The change of ${name} was saved and published.`, () =>
    readAttribute(context, place, { headers: fresh }),
  );
};

/** The definition with the properties of its type, which is taken from the body where it says one. */
const readWhole = (
  context: ServiceContext,
  place: AttributePlace,
  { type }: AttributeChange,
): Promise<JsonObject> =>
  withAttributeSuggestions(context, place, async () => {
    const cast = type?.metadataType === undefined ? await readMetadataType(context, place, fresh) : type;
    try {
      return await readAttribute(context, place, { cast, headers: fresh });
    } catch (error) {
      throw type !== undefined && mayBeOfOtherType(error)
        ? await otherType(context, place, { type, error })
        : error;
    }
  });

/** How Dataverse answers to a cast to another type is not documented: as to an unknown attribute, or to a wrong path. */
const mayBeOfOtherType = (error: unknown): error is DataverseError =>
  isUnknownAttribute(error) || (error instanceof DataverseError && error.kind === "badRequest");

/** An attribute that is not there under a cast may be there with another type. */
const otherType = async (
  context: ServiceContext,
  place: AttributePlace,
  { type, error }: { readonly type: AttributeType; readonly error: DataverseError },
): Promise<DataverseError> => {
  const is = await readMetadataType(context, place, fresh);
  return is?.metadataType === type.metadataType
    ? error
    : refusedType(type, place.attribute.value, typeNameOf(is));
};

const typeNameOf = (cast: Cast): string => cast?.metadataType?.replace("AttributeMetadata", "") ?? "Virtual";

const replace = async (
  context: ServiceContext,
  { place, definition }: { readonly place: AttributePlace; readonly definition: JsonObject },
  { solutionName }: DefinitionWriteOptions,
): Promise<void> => {
  const request: DataverseRequest = {
    operation: `Change ${attributeName(place)}`,
    method: "PUT",
    path: attributePath(place.table.path, place.attribute),
    repeat: "converges",
    headers: { ...writeHeaders({ solutionName }), "MSCRM.MergeLabels": "true" },
    body: JSON.stringify(definition),
  };
  await withPropertyHints(() => context.send(request));
};
