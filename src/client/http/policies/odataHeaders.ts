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
  async (request) => {
    const own = Object.entries(request.headers ?? {});
    checkHeaders(request.headers ?? {});
    const named = new Set(own.map(([name]) => name.toLowerCase()));
    const added = Object.entries(defaults(newId(), request.body !== undefined));
    const missing = added.filter(([name]) => !named.has(name.toLowerCase()));
    return next({ ...request, headers: Object.fromEntries([...missing, ...own]) });
  };

/** What a request says of the protocol wherever it stands, also inside of a batch. */
export const PROTOCOL_HEADERS: HeaderMap = {
  Accept: "application/json",
  "OData-MaxVersion": "4.0",
  "OData-Version": "4.0",
  "If-None-Match": "null",
};

const defaults = (id: string, hasBody: boolean): HeaderMap => ({
  ...PROTOCOL_HEADERS,
  "Accept-Encoding": "gzip",
  "User-Agent": "ms-dynamics-connector",
  "x-ms-client-request-id": id,
  ...(hasBody && { "Content-Type": "application/json" }),
});

/** Throws `invalidInput` for a header that the connector sets itself or that HTTP does not allow. */
export const checkHeaders = (headers: HeaderMap): void => {
  for (const [name, value] of Object.entries(headers)) {
    const problem = problemWith(name, value);
    if (problem !== undefined) {
      throw problem;
    }
  }
};

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
