import { validateHeaderName, validateHeaderValue } from "node:http";
import { type DataverseError, invalidInput } from "../../errors.ts";
import type { HeaderMap, Policy } from "../message.ts";

/** They frame the message, name the server or say what the transport can unpack. */
const RESERVED: ReadonlySet<string> = new Set([
  "accept-encoding",
  "connection",
  "content-length",
  "expect",
  "host",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/**
 * Adds the headers every request to Dataverse carries (Microsoft, "Compose HTTP requests and handle errors"); those of
 * the request win, whatever their case. Each attempt has an id of its own, so that Microsoft's support can tell them apart.
 */
export const odataHeaders =
  (newId: () => string): Policy =>
  (next) =>
  (request) => {
    const own = Object.entries(request.headers ?? {});
    const problem = own.map(([name, value]) => problemWith(name, value)).find((found) => found !== undefined);
    if (problem !== undefined) {
      return Promise.reject(problem);
    }
    const named = new Set(own.map(([name]) => name.toLowerCase()));
    const added = Object.entries(defaults(newId(), request.body !== undefined));
    const missing = added.filter(([name]) => !named.has(name.toLowerCase()));
    return next({ ...request, headers: Object.fromEntries([...missing, ...own]) });
  };

const defaults = (id: string, hasBody: boolean): HeaderMap => ({
  Accept: "application/json",
  "Accept-Encoding": "gzip",
  "OData-MaxVersion": "4.0",
  "OData-Version": "4.0",
  "If-None-Match": "null",
  "User-Agent": "ms-dynamics-connector",
  "x-ms-client-request-id": id,
  ...(hasBody && { "Content-Type": "application/json" }),
});

/** A line break in a value would end the header and start another one. */
const problemWith = (name: string, value: string): DataverseError | undefined => {
  if (RESERVED.has(name.toLowerCase())) {
    return invalidInput(`The header ${name} is set by the connector: leave it out.`);
  }
  try {
    validateHeaderName(name);
  } catch {
    return invalidInput("The name of a header holds a character that HTTP does not allow.");
  }
  try {
    validateHeaderValue(name, value);
  } catch {
    return invalidInput(
      `The value of the header ${name} holds a character that HTTP does not allow, such as a line break.`,
    );
  }
  return undefined;
};
