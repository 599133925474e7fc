import { OAuth2Type, oauth2Connection } from "@prismatic-io/spectral";
import { webApiUrl } from "./webApiUrl.ts";

export const oauth2 = oauth2Connection({
  key: "oauth2",
  display: {
    label: "MS Dynamics OAuth 2.0 Auth Code",
    description:
      "A person signs in with a Microsoft account, and the integration acts on that person's behalf.",
    icons: { avatarPath: "oauth2.png" },
  },
  oauth2Type: OAuth2Type.AuthorizationCode,
  inputs: {
    webApiUrl,
    scopes: {
      label: "Scopes",
      type: "string",
      required: true,
      shown: true,
      comments:
        "A space-delimited set of scopes: the Web API URL without a slash at its end, followed by /user_impersonation, and offline_access, without which the sign-in expires after about an hour.",
      placeholder: "https://my-org.crm.dynamics.com/user_impersonation offline_access",
      example: "https://my-org.crm.dynamics.com/user_impersonation offline_access",
    },
    clientId: {
      label: "Client ID",
      type: "string",
      required: true,
      shown: true,
      comments: "The Application (client) ID on the app registration's Overview page in Microsoft Entra.",
      placeholder: "Application (client) ID",
      example: "00000000-0000-0000-0000-000000000000",
    },
    clientSecret: {
      label: "Client Secret",
      type: "password",
      required: true,
      shown: true,
      comments:
        "The Value (not the Secret ID) of a client secret of the app registration, from Certificates & secrets. It is shown only once, when it is made.",
      placeholder: "Value of the client secret",
    },
    authorizeUrl: {
      label: "Authorize URL",
      type: "string",
      required: true,
      shown: true,
      default: "https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize",
      comments:
        "Where people sign in. For a single-tenant app, replace organizations with the tenant ID. US Government (GCC High, DoD) uses login.microsoftonline.us, China login.partner.microsoftonline.cn.",
      placeholder: "https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize",
      example: "https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize",
    },
    tokenUrl: {
      label: "Token URL",
      type: "string",
      required: true,
      shown: true,
      default: "https://login.microsoftonline.com/organizations/oauth2/v2.0/token",
      comments: "Where access tokens are issued. It must have the same host and tenant as the Authorize URL.",
      placeholder: "https://login.microsoftonline.com/organizations/oauth2/v2.0/token",
      example: "https://login.microsoftonline.com/organizations/oauth2/v2.0/token",
    },
  },
});
