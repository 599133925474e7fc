import { DataverseError } from "../errors/dataverseError.ts";
import { badSyntax } from "../errors/refusals.ts";
import type { WireRequest } from "../server/wireRequest.ts";
import type { Operation } from "./batch.ts";

/** Microsoft, Execute batch operations using the Web API: URLs inside a batch may have 64 KB. */
const longestUrl = 65_536;

/** Where a batch was sent to. */
export interface BatchAddress {
  /** Scheme and host, without a slash at the end. */
  readonly resource: string;
  /** The path of the service root with a slash at the end, "/api/data/v9.2/". */
  readonly servicePath: string;
}

/** Path and query of an inner URL, which may be absolute, a path, or relative to the service root. */
const pathOf = ({ resource, servicePath }: BatchAddress, target: string): string => {
  if (!/^https?:\/\//i.test(target)) {
    return target.startsWith("/") ? target : `${servicePath}${target}`;
  }
  if (!target.toLowerCase().startsWith(`${resource.toLowerCase()}/`)) {
    throw badSyntax(`The request URL '${target}' is not below the service root of the batch.`);
  }
  return target.slice(resource.length);
};

/** An operation as a request of its own. Headers of the batch do not apply to it, only those of its part. */
export const innerRequest = (
  address: BatchAddress,
  { method, target, headers, body }: Operation,
): WireRequest => {
  const url = pathOf(address, target);
  if (/^\/api\/data\/v9\.\d\/(\$|%24)batch(\?|$)/.test(url)) {
    throw new DataverseError(400, "0x0", "A batch request cannot contain other batch requests.");
  }
  return {
    method,
    url,
    header: (name) => headers.get(name.toLowerCase()),
    body: body.toString("utf8"),
    bytes: body,
    urlLimit: longestUrl,
  };
};
