import { type DataverseError, invalidInput } from "./errors.ts";

/** Where the Dataverse environment of a connection answers. */
export interface EnvironmentUrl {
  /** Scheme, host and port in lower case: `https://org.crm.dynamics.com`. */
  readonly origin: string;
  /** The root of every relative path, with a slash at its end. */
  readonly serviceRoot: string;
}

/** The newest version, and the one whose documentation we follow (Microsoft, "Compose HTTP requests and handle errors"). */
const API_PATH = "/api/data/v9.2/";

const PASTED_API_PATH = /^\/api\/data\/v9(\.\d{1,4}){0,2}\/?$/i;
const WHAT_TO_ENTER = "Enter the address of the environment, such as https://yourorg.crm.dynamics.com.";

/**
 * Reads the Web API URL of a connection: the environment's address in any cloud, also with the path of the Web API
 * pasted behind it. No text of the input is repeated in an error, as it may hold a password.
 */
export const parseEnvironmentUrl = (text: unknown): EnvironmentUrl => {
  if (typeof text !== "string" || text.trim() === "") {
    throw refused("is missing");
  }
  const address = text.trim();
  const problem = problemInText(address) ?? problemInUrl(new URL(address));
  if (problem !== undefined) {
    throw refused(problem);
  }
  const { origin } = new URL(address);
  return { origin, serviceRoot: `${origin}${API_PATH}` };
};

/** What `URL` would silently repair or cannot read. */
const problemInText = (address: string): string | undefined => {
  if (/[\s\\\p{Cc}]/u.test(address)) {
    return "contains a space, a line break or a backslash";
  }
  if (!/^[a-z][a-z0-9+.-]*:\/\/[^/?#]/i.test(address)) {
    return "does not start with https:// and the name of a host";
  }
  if (/^[^/]*\/\/[^/?#]*@/.test(address)) {
    return "contains a user name or a password, which belong into other fields of the connection";
  }
  return URL.canParse(address) ? undefined : "is not a valid address";
};

const problemInUrl = (url: URL): string | undefined => {
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    return "starts with http://, which would send the access token unprotected (it is accepted for localhost only)";
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    return "does not start with https://";
  }
  if (url.href.includes("?") || url.href.includes("#")) {
    return "contains a query (?) or a fragment (#), as copied from a page of an app";
  }
  if (url.pathname !== "/" && !PASTED_API_PATH.test(url.pathname)) {
    return "contains a path other than /api/data/v9.2/, as copied from a page of an app";
  }
  return undefined;
};

const isLoopback = (hostname: string): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);

const refused = (problem: string): DataverseError =>
  invalidInput(`The Web API URL of the connection ${problem}. ${WHAT_TO_ENTER}`);
