import { DataverseError } from "../errors/dataverseError.ts";
import { payloadError } from "../errors/refusals.ts";
import type { Column, Table } from "../schema/schema.ts";
import { parseGuid } from "../store/guid.ts";

export const undeclared = (table: Table, name: string) =>
  payloadError(
    table.entitySet,
    `Invalid property '${name}' was found in entity '${table.type}'. ---> Microsoft.OData.ODataException: Does not support untyped value in non-open type.`,
  );

/** Microsoft, Troubleshoot Web API client errors: a navigation property with a wrong name or case. */
export const undeclaredNavigation = (table: Table, name: string) =>
  new DataverseError(
    400,
    "0x80048d19",
    `Error identified in Payload provided by the user for Entity :'${table.entitySet}'  ---->  InnerException : Microsoft.OData.ODataException: An undeclared property '${name}' which only has property annotations in the payload but no property value was found in the payload. In OData, only declared navigation properties and declared named streams can be represented as properties without values.`,
  );

export const directLookup = () =>
  new DataverseError(
    400,
    "0x80060888",
    "CRM do not support direct update of Entity Reference properties, Use Navigation properties instead.",
  );

/** Microsoft, Use file column data: files are uploaded one by one, never set or cleared along with a record. */
export const fileInBody = ({ name }: Column, json: unknown) =>
  new DataverseError(
    400,
    "0x80040203",
    typeof json === "string" && parseGuid(json) === undefined
      ? `The file attribute value sent (${json.slice(0, 100)}) is not a valid Guid.`
      : `The file column '${name}' cannot be set in a create or update operation: upload the file to the column, or delete it there.`,
  );

/** The message of the service's OData reader for JSON of another kind than a navigation property takes. */
export const wrongNode = (table: Table, name: string, expected: "StartObject" | "StartArray") =>
  payloadError(
    table.entitySet,
    `A node of type 'PrimitiveValue' was read from the JSON reader when trying to read the contents of the property '${name}'; however, a '${expected}' node or a 'PrimitiveValue' node with null value was expected.`,
  );
