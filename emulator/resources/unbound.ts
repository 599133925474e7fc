import { DataverseError } from "../errors/dataverseError.ts";
import { methodNotAllowed, notImplemented, unknownSegment } from "../errors/refusals.ts";
import { answerMetadata } from "../metadata/metadataResource.ts";
import type { Segment } from "../odata/requestPath.ts";
import { requireOptions } from "../odata/supportedOptions.ts";
import type { Session } from "../organization/session.ts";
import { type Answer, jsonAnswer } from "../server/message.ts";

/** Resources of the real service below the root that are no entity sets. */
const notYet: ReadonlySet<string> = new Set([
  "$metadata",
  "$batch",
  "RelationshipDefinitions",
  "GlobalOptionSetDefinitions",
  "ManagedPropertyDefinitions",
  "RetrieveTotalRecordCount",
  "RetrieveMetadataChanges",
  "RetrieveCurrentOrganization",
  "RetrieveVersion",
  "InitializeFrom",
  "Merge",
  "BulkDelete",
  "PublishXml",
  "PublishAllXml",
]);

/** A function called with a wrong verb is, for the service, a resource that does not exist. */
const noSuchResource = (url: string) =>
  new DataverseError(404, "", `No HTTP resource was found that matches the request URI '${url}'.`);

const whoAmI = ({ request, caller, dataverse }: Session): Answer => {
  if (request.method !== "GET") {
    throw noSuchResource(request.url);
  }
  requireOptions(request.options, []);
  return jsonAnswer(
    200,
    JSON.stringify({
      "@odata.context": `${request.root}$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse`,
      BusinessUnitId: dataverse.organization.businessUnitId,
      UserId: caller.userId,
      OrganizationId: dataverse.organization.id,
    }),
  );
};

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
  if (first.name === "WhoAmI" && (first.arguments ?? "") === "" && rest.length === 0) {
    return whoAmI(session);
  }
  if (first.name === "EntityDefinitions") {
    return answerMetadata(session, [first, ...rest]);
  }
  throw notYet.has(first.name) ? notImplemented(`'${first.name}'`) : unknownSegment(first.name);
};
