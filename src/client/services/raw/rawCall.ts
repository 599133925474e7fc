import type { HeaderMap, HttpMethod } from "../../http/message.ts";

/** What is sent as a body, or as one part of a form. */
export interface RawContent {
  readonly content: string | Uint8Array;
  /** As declared by whoever made the content, or guessed from it. */
  readonly contentType: string;
}

type Named<Value> = readonly (readonly [name: string, value: Value])[];

/** A request as a flow builder states it. */
export interface RawCall {
  readonly method: HttpMethod;
  /** A path, percent-encoded or not, or a full URL of the environment. */
  readonly url: string;
  /** What a path counts from that does not begin with `/api/`. */
  readonly pathsFrom: "serviceRoot" | "origin";
  readonly queryParameters: Named<string>;
  readonly headers: HeaderMap;
  readonly data: RawContent | undefined;
  readonly formData: Named<string>;
  readonly fileData: Named<RawContent>;
  /** File names by the name of the file. */
  readonly fileNames: ReadonlyMap<string, string>;
}

export type RawResponseType = "json" | "text" | "binary";

/** How to send it and what to make of the answer. */
export interface RawSettings {
  readonly responseType: RawResponseType;
  /** Adds status and headers, and takes "not modified" (304) for an answer. */
  readonly responseDetails: boolean;
  /** How long each attempt may take; undefined for the client's own limit. */
  readonly timeoutMs: number | undefined;
  /** Writes request and answer into the log. */
  readonly trace: boolean;
  readonly maxRetries: number;
  readonly retryDelayMs: number;
  readonly exponentialBackoff: boolean;
  readonly retryAllErrors: boolean;
}
