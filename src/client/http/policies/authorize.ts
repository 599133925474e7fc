import type { EnvironmentUrl } from "../../environmentUrl.ts";
import { DataverseError } from "../../errors.ts";
import type { DataverseResponse, HeaderMap, Policy } from "../message.ts";
import { resolveUrl } from "../resolveUrl.ts";

export interface AuthorizeOptions extends EnvironmentUrl {
  readonly accessToken: string;
}

const HIDDEN = "(access token)";

/**
 * The only place that knows the access token: attaches it to requests for the environment's own origin, refuses any
 * other, and takes it out of an answer that repeats it. Policies further out never see it.
 */
export const authorize = ({ accessToken, ...environment }: AuthorizeOptions): Policy => {
  const token = usableToken(accessToken);
  return (next) => async (request) => {
    const path = resolveUrl(request.path, environment);
    const headers = { ...withoutAuthorization(request.headers ?? {}), Authorization: `Bearer ${token}` };
    return withoutToken(await next({ ...request, path, headers }), token);
  };
};

/** The characters of RFC 6750, 2.1. What is refused here would otherwise fail later, quoting the token. */
const usableToken = (accessToken: string): string => {
  const token = accessToken.trim();
  if (!/^[\w.~+/-]+=*$/.test(token)) {
    throw new DataverseError(
      "The connection has no usable access token: reconnect it, then run this again.",
      {
        kind: "unauthorized",
        operation: "Read the connection",
      },
    );
  }
  return token;
};

const withoutAuthorization = (headers: HeaderMap): HeaderMap =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== "authorization"));

const withoutToken = (response: DataverseResponse, token: string): DataverseResponse => {
  const body = Buffer.from(response.body.buffer, response.body.byteOffset, response.body.byteLength);
  const headers = Object.entries(response.headers);
  if (!body.includes(token) && !headers.some(([, value]) => value.includes(token))) {
    return response;
  }
  return {
    ...response,
    headers: Object.fromEntries(headers.map(([name, value]) => [name, value.replaceAll(token, HIDDEN)])),
    body: Buffer.from(body.toString("latin1").replaceAll(token, HIDDEN), "latin1"),
  };
};
