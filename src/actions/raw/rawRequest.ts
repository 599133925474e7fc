import { crmUrl } from "../../inputs/raw/url.ts";
import { rawAction } from "./rawAction.ts";

export const rawRequest = rawAction({
  display: {
    label: "[CRM] Raw Request",
    description: "Send raw HTTP request to Microsoft Dynamics 365 CRM",
  },
  url: crmUrl,
  pathsFrom: "serviceRoot",
});
