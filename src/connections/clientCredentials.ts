import { OAuth2Type, oauth2Connection } from "@prismatic-io/spectral";
import { webApiUrl } from "./webApiUrl.ts";

export const clientCredentials = oauth2Connection({
  key: "clientCredentials",
  display: {
    label: "MS Dynamics OAuth 2.0 Client Credentials",
    description:
      "The integration signs in as an application user of the environment, without a person being involved.",
    icons: { avatarPath: "clientCredentials.png" },
  },
  oauth2Type: OAuth2Type.ClientCredentials,
  inputs: {
    webApiUrl,
    tokenUrl: {
      label: "Token URL",
      type: "string",
      required: true,
      shown: true,
      comments:
        "The OAuth 2.0 token endpoint (v2) of the app registration, under Endpoints on its Overview page. It holds the tenant ID. US Government (GCC High, DoD) uses login.microsoftonline.us, China login.partner.microsoftonline.cn.",
      placeholder: "https://login.microsoftonline.com/<tenant ID>/oauth2/v2.0/token",
      example: "https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000/oauth2/v2.0/token",
    },
    scopes: {
      label: "Scopes",
      type: "string",
      required: true,
      shown: true,
      comments: "The Web API URL without a slash at its end, followed by /.default",
      placeholder: "https://my-org.crm.dynamics.com/.default",
      example: "https://my-org.crm.dynamics.com/.default",
    },
    clientId: {
      label: "Client ID",
      type: "string",
      required: true,
      shown: true,
      comments:
        "The Application (client) ID of the app registration. The same app must be an application user of the environment (Power Platform admin center) with a security role.",
      placeholder: "Application (client) ID",
      example: "00000000-0000-0000-0000-000000000000",
    },
    clientSecret: {
      label: "Client secret value",
      type: "password",
      required: true,
      shown: true,
      comments:
        "The Value (not the Secret ID) of a client secret of the app registration, from Certificates & secrets. It is shown only once, when it is made.",
      placeholder: "Value of the client secret",
    },
  },
});
