import type { Preferences } from "../odata/prefer.ts";
import type { QueryOptions } from "../odata/queryOptions.ts";

/** A request below `/api/data/v9.x/`, read but not yet understood. */
export interface DataRequest {
  readonly method: string;
  /** The absolute URL as sent. */
  readonly url: string;
  /** The absolute service root with a slash at the end, for links in answers. */
  readonly root: string;
  /** The path below the root, still percent-encoded. */
  readonly path: string;
  readonly options: QueryOptions;
  readonly header: (name: string) => string | undefined;
  readonly prefer: Preferences;
  /** The body as text; for a binary one, `bytes`. */
  readonly body: string;
  readonly bytes: Buffer;
}

/** An answer before it is compressed and sent. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer | undefined;
  /** The preferences that were honoured, where they are not all those that the server knows. */
  readonly applied?: readonly string[] | undefined;
}

export const noContent = (headers: Answer["headers"] = {}): Answer => ({ status: 204, headers });

/** JSON as the service labels it. */
export const jsonAnswer = (status: number, body: string, headers: Answer["headers"] = {}): Answer => ({
  status,
  headers: { "Content-Type": "application/json; odata.metadata=minimal", ...headers },
  body,
});
