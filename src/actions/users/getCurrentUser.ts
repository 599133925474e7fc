import { z } from "zod";
import { connection } from "../../inputs/connection.ts";
import { dataverseAction } from "../dataverseAction.ts";

const currentUserSchema = z.looseObject({
  "@odata.context": z.string().optional(),
  BusinessUnitId: z.string().describe("The id of the user's business unit."),
  UserId: z.string().describe("The user's systemuserid."),
  OrganizationId: z.string().describe("The id of the organization."),
});

export const getCurrentUser = dataverseAction({
  display: {
    label: "[CRM] Get Current User",
    description: "Get information about the currently logged in CRM user",
  },
  inputs: { connection },
  run: ({ system }) => system.whoAmI(),
  effect: "read",
  output: currentUserSchema,
  example: {
    "@odata.context":
      "https://my-org.crm.dynamics.com/api/data/v9.2/$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse",
    BusinessUnitId: "00000000-0000-0000-0000-000000000003",
    UserId: "00000000-0000-0000-0000-000000000007",
    OrganizationId: "00000000-0000-0000-0000-000000000009",
  },
});
