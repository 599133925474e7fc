import { url } from "../../inputs/raw/url.ts";
import { rawAction } from "./rawAction.ts";

export const rawRequestV2 = rawAction({
  display: { label: "Raw Request", description: "Send raw HTTP request to Microsoft Dynamics 365" },
  url,
  pathsFrom: "origin",
});
