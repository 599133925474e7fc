import { badRequestUrl, badSyntax } from "../errors/refusals.ts";
import { percentDecode } from "./percentDecoding.ts";

export interface QueryOption {
  readonly name: string;
  readonly value: string;
}

/** The query part of a request URL, decoded, in the order it was sent. */
export interface QueryOptions {
  readonly all: readonly QueryOption[];
  readonly get: (name: string) => string | undefined;
  /** `@p1` and its text. */
  readonly aliases: ReadonlyMap<string, string>;
}

const decode = (text: string): string => {
  const decoded = percentDecode(text.replaceAll("+", " "));
  if (decoded === undefined) {
    throw badRequestUrl();
  }
  return decoded;
};

const parseOption = (text: string): QueryOption => {
  const at = text.indexOf("=");
  return at < 0
    ? { name: decode(text).trim(), value: "" }
    : { name: decode(text.slice(0, at)).trim(), value: decode(text.slice(at + 1)) };
};

/** Reads the text after `?`. An OData option sent twice is refused, as by the service. */
export const parseQueryOptions = (text: string): QueryOptions => {
  const all = text
    .split("&")
    .filter((part) => part !== "")
    .map(parseOption);
  const values = new Map<string, string>();
  for (const { name, value } of all) {
    if (values.has(name) && name.startsWith("$")) {
      throw badSyntax(
        `Query option '${name}' was specified more than once, but it must be specified at most once.`,
      );
    }
    values.set(name, value);
  }
  return {
    all,
    get: (name) => values.get(name),
    aliases: new Map([...values].filter(([name]) => name.startsWith("@"))),
  };
};

/** Percent-encodes an option for a link as the service prints it: `$ ' ( ) , / : ; = @` stay readable. */
export const encodeOption = (text: string): string =>
  encodeURI(text).replace(/[&#+?]/g, (character) => encodeURIComponent(character));
