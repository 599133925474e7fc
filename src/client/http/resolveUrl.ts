import type { EnvironmentUrl } from "../environmentUrl.ts";
import { type DataverseError, invalidInput } from "../errors.ts";

/**
 * The absolute URL of a request, byte for byte: a relative path is appended to the service root, an absolute URL must
 * be of the same origin. Everything that two parsers could read differently is refused, as the token goes where the
 * URL points.
 */
export const resolveUrl = (path: string, { origin, serviceRoot }: EnvironmentUrl): string => {
  if (!/^[\x21-\x7e]+$/.test(path) || /[\\#]/.test(path)) {
    throw refused(
      "it is empty or holds a character that must be percent-encoded, such as a space, a backslash or #",
    );
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(path)) {
    return sameOrigin(path, origin);
  }
  if (path.startsWith("/")) {
    throw refused("it starts with a slash: write it without, such as accounts?$top=1");
  }
  if (/(^|\/)(\.|%2e){1,2}(\/|$)/i.test(beforeQuery(path))) {
    throw refused("it holds . or .. as a part of the path");
  }
  return `${serviceRoot}${path}`;
};

/** Compared as `URL` reads it, since the transport takes the host from there too, and spelled without detours. */
const sameOrigin = (address: string, origin: string): string => {
  const plain = /^https?:\/\/[^/?@]+\//i.test(address) && URL.canParse(address);
  if (!plain || new URL(address).origin !== origin) {
    throw refused(`it does not belong to the environment of the connection, ${origin}`);
  }
  return address;
};

const beforeQuery = (path: string): string => path.split("?")[0] ?? "";

const refused = (problem: string): DataverseError =>
  invalidInput(`The address of the request is not usable, so nothing was sent: ${problem}.`);
