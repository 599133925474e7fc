import { DataverseError } from "../errors/dataverseError.ts";
import { badRequestUrl } from "../errors/refusals.ts";
import { percentDecode } from "./percentDecoding.ts";

/** One part of a request path: `accounts`, `accounts(key)`, `WhoAmI()`. */
export interface Segment {
  readonly name: string;
  /** What stands in the parentheses, decoded; undefined without parentheses. */
  readonly arguments: string | undefined;
}

/**
 * Characters that never reach the Web API in a path, not even percent-encoded: the web server in front refuses them
 * (Microsoft, Define alternate keys for a table: key values must not contain / < > * % & : \ ? +).
 */
const dangerous = /[<>*%&:\\?+]/;

const decode = (rawPath: string): string => {
  const path = percentDecode(rawPath);
  if (path === undefined) {
    throw badRequestUrl();
  }
  return path;
};

const parseSegment = (text: string): Segment => {
  const parts = /^([^()]+)(?:\((.*)\))?$/s.exec(text);
  const name = parts?.[1];
  if (name === undefined) {
    throw badRequestUrl();
  }
  return { name, arguments: parts?.[2] };
};

/**
 * Reads the path below the version, still percent-encoded, into segments. A slash always ends a segment, also inside
 * a quoted key value and also as %2F, as it does in the service.
 */
export const parsePath = (rawPath: string): readonly Segment[] => {
  const path = decode(rawPath);
  const [character] = dangerous.exec(path) ?? [];
  if (character !== undefined) {
    throw new DataverseError(
      400,
      "",
      `A potentially dangerous Request.Path value was detected from the client (${character}).`,
    );
  }
  const trimmed = path.replace(/^\/+|\/+$/g, "");
  return trimmed === "" ? [] : trimmed.split("/").map(parseSegment);
};
