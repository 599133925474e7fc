import { DataverseError } from "./dataverseError.ts";

/** 501 for everything the real service does and this emulator does not: refusing beats answering wrongly. */
export const notImplemented = (feature: string): DataverseError =>
  new DataverseError(501, "0x80040224", `The Dataverse emulator does not support ${feature}.`);

/** A query option, key or filter the service cannot read. */
export const badSyntax = (message: string): DataverseError => new DataverseError(400, "0x80060888", message);

/** What the service answers to a URL it cannot even split into segments. */
export const badRequestUrl = (): DataverseError => badSyntax("Bad Request - Error in query syntax.");

/** Microsoft, Troubleshoot Web API client errors: a wrong name or case of a property gives code 0x0. */
export const unknownProperty = (property: string, type: string): DataverseError =>
  new DataverseError(400, "0x0", `Could not find a property named '${property}' on type '${type}'.`);

export const unknownSegment = (segment: string): DataverseError =>
  new DataverseError(404, "0x8006088a", `Resource not found for the segment '${segment}'.`);

/** A record that is not there, by primary id. */
export const recordNotFound = (table: string, id: string): DataverseError =>
  new DataverseError(404, "0x80040217", `${table} With Id = ${id} Does Not Exist`);

/** A record that is not there, by alternate key. */
export const recordNotFoundByKey = (table: string): DataverseError =>
  new DataverseError(
    404,
    "0x80060891",
    `A record with the specified key values does not exist in ${table} entity`,
  );

/** Only some verbs exist for a resource. */
export const methodNotAllowed = (method: string): DataverseError =>
  new DataverseError(405, "0x0", `The requested resource does not support http method '${method}'.`);

/** The body cannot be read: the wrapper the service puts around the message of its OData reader. */
export const payloadError = (entitySet: string, problem: string): DataverseError =>
  new DataverseError(
    400,
    "0x80048d19",
    `Error identified in Payload provided by the user for Entity :'${entitySet}', For more information on this error please follow this help link https://go.microsoft.com/fwlink/?linkid=2195293  ---->  InnerException : Microsoft.OData.ODataException: ${problem}`,
  );
