import { jsonObject } from "../../http/jsonBody.ts";
import type { DataverseRequest } from "../../http/message.ts";
import { type JsonObject, jsonObjects, unexpectedShape } from "../jsonObject.ts";
import type { ServiceContext } from "../serviceContext.ts";

/** A page of records as Dataverse sent it, with its annotations. */
export interface RecordPage {
  readonly "@odata.context"?: string;
  /** Counted to 5000 at most. */
  readonly "@odata.count"?: number;
  readonly value: readonly JsonObject[];
  /** Opaque: to be sent back byte for byte. Absent on the last page. */
  readonly "@odata.nextLink"?: string;
  readonly [annotation: `@Microsoft.Dynamics.CRM.${string}`]: unknown;
}

/**
 * The count, and whether it was cut off, since it stops at 5000 (Microsoft, "Count rows using OData" and "Count rows using
 * FetchXml").
 */
export const countAnnotations: readonly string[] = [
  "Microsoft.Dynamics.CRM.totalrecordcount",
  "Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded",
];

/** Reads one page. Everything but the link and the list of records is passed on unlooked at. */
export const readPage = async (context: ServiceContext, request: DataverseRequest): Promise<RecordPage> => {
  const body = jsonObject(request, await context.send(request));
  const nextLink = body["@odata.nextLink"];
  if (nextLink !== undefined && typeof nextLink !== "string") {
    throw unexpectedShape(request, "a page whose next link is text");
  }
  const page: RecordPage = { ...body, value: jsonObjects(request, body) };
  return page;
};
