import { DataverseError } from "../errors/dataverseError.ts";
import { methodNotAllowed, notImplemented, unknownSegment } from "../errors/refusals.ts";
import { answerFileMessage, isFileMessage } from "../files/blockMessages.ts";
import { answerDefinitions } from "../metadata/definitions.ts";
import type { Segment } from "../odata/requestPath.ts";
import { requireOptions } from "../odata/supportedOptions.ts";
import { callOperation } from "../operations/callOperation.ts";
import { unboundOperation } from "../operations/registry.ts";
import type { Session } from "../organization/session.ts";
import { type Answer, jsonAnswer } from "../server/message.ts";

/** Resources of the real service below the root that are no entity sets. */
const notYet: ReadonlySet<string> = new Set([
  "CommitAnnotationBlocksUpload",
  "CommitAttachmentBlocksUpload",
  "CreateCustomerRelationships",
  "CreatePolymorphicLookupAttribute",
  "GetTimeZoneCodeByLocalizedName",
  "InitializeAnnotationBlocksDownload",
  "InitializeAnnotationBlocksUpload",
  "InitializeAttachmentBlocksDownload",
  "InitializeAttachmentBlocksUpload",
  "ManagedPropertyDefinitions",
  "QualifyLead",
]);

/** A function called with a wrong verb is, for the service, a resource that does not exist. */
const noSuchResource = (url: string) =>
  new DataverseError(404, "", `No HTTP resource was found that matches the request URI '${url}'.`);

const serviceDocument = ({ request, dataverse }: Session): Answer => {
  if (request.method !== "GET") {
    throw methodNotAllowed(request.method);
  }
  requireOptions(request.options, []);
  const sets = [...dataverse.schema.byEntitySet.keys()].sort();
  return jsonAnswer(
    200,
    JSON.stringify({
      "@odata.context": `${request.root}$metadata`,
      value: sets.map((name) => ({ name, kind: "EntitySet", url: name })),
    }),
  );
};

/** Answers everything below the root that is no entity set. */
export const unboundResource = (session: Session, [first, ...rest]: readonly Segment[]): Answer => {
  if (first === undefined) {
    return serviceDocument(session);
  }
  const operation = rest.length === 0 ? unboundOperation(first.name) : undefined;
  if (operation !== undefined) {
    return callOperation(session, { operation, segment: first }, undefined);
  }
  if (isFileMessage(first.name) && rest.length === 0) {
    if (session.request.method !== "POST") {
      throw noSuchResource(session.request.url);
    }
    return answerFileMessage(session, first.name);
  }
  const definitions = answerDefinitions(session, [first, ...rest]);
  if (definitions !== undefined) {
    return definitions;
  }
  throw notYet.has(first.name) ? notImplemented(`'${first.name}'`) : unknownSegment(first.name);
};
