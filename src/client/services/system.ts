import { jsonObject } from "../http/jsonBody.ts";
import type { DataverseRequest } from "../http/message.ts";
import type { JsonObject } from "./jsonObject.ts";
import type { ServiceContext } from "./serviceContext.ts";

export interface System {
  /** Who the connection acts as: `UserId`, `BusinessUnitId` and `OrganizationId`. */
  readonly whoAmI: () => Promise<JsonObject>;
}

export const createSystem = (context: ServiceContext): System => ({
  whoAmI: async () => {
    const request: DataverseRequest = {
      operation: "Get the current user",
      method: "GET",
      path: "WhoAmI",
      repeat: "read",
    };
    return jsonObject(request, await context.send(request));
  },
});
