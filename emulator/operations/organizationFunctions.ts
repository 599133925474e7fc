import type { Session } from "../organization/session.ts";
import { organizationName } from "../seed/wellKnown.ts";
import { type Answer, jsonAnswer } from "../server/message.ts";
import { enumArgument } from "./argumentValue.ts";
import type { FunctionOperation } from "./operation.ts";

/** The version of the service that is emulated. */
const version = "9.2.24104.204";

/** The answer of an operation that has a response type of its own. */
export const responseAnswer = ({ request }: Session, name: string, members: object): Answer =>
  jsonAnswer(
    200,
    JSON.stringify({
      "@odata.context": `${request.root}$metadata#Microsoft.Dynamics.CRM.${name}Response`,
      ...members,
    }),
  );

export const whoAmI: FunctionOperation = {
  kind: "function",
  name: "WhoAmI",
  parameters: [],
  answer: (session) =>
    responseAnswer(session, "WhoAmI", {
      BusinessUnitId: session.dataverse.organization.businessUnitId,
      UserId: session.caller.userId,
      OrganizationId: session.dataverse.organization.id,
    }),
};

export const retrieveVersion: FunctionOperation = {
  kind: "function",
  name: "RetrieveVersion",
  parameters: [],
  answer: (session) => responseAnswer(session, "RetrieveVersion", { Version: version }),
};

const endpoints = (resource: string) => {
  const paths = {
    WebApplication: "/",
    OrganizationService: "/XRMServices/2011/Organization.svc",
    OrganizationDataService: "/XRMServices/2011/OrganizationData.svc",
  };
  return {
    Count: Object.keys(paths).length,
    IsReadOnly: false,
    Keys: Object.keys(paths),
    Values: Object.values(paths).map((path) => `${resource}${path}`),
  };
};

/** Shape: Microsoft, Web API Functions and Actions sample. */
export const retrieveCurrentOrganization: FunctionOperation = {
  kind: "function",
  name: "RetrieveCurrentOrganization",
  parameters: ["AccessType"],
  answer: (session, values) => {
    enumArgument(values, "AccessType", {
      type: "EndpointAccessType",
      members: ["Default", "Internet", "Intranet"],
    });
    const { id } = session.dataverse.organization;
    return responseAnswer(session, "RetrieveCurrentOrganization", {
      Detail: {
        OrganizationId: id,
        FriendlyName: "Contoso",
        OrganizationVersion: version,
        EnvironmentId: id,
        DatacenterId: "695014e1-bafd-4d7e-9d3d-2261d4aaf780",
        Geo: "NA",
        TenantId: session.tenantId,
        UrlName: organizationName,
        UniqueName: organizationName,
        State: "Enabled",
        Endpoints: endpoints(new URL(session.request.root).origin),
      },
    });
  },
};
