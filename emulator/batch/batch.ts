import type { PartHeaders } from "./partHeaders.ts";

/** One request inside a batch. */
export interface Operation {
  readonly method: string;
  /** The URL as written: absolute, a path, relative to the service root, or beginning with `$1`. */
  readonly target: string;
  readonly headers: PartHeaders;
  readonly body: Buffer;
  readonly contentId: string | undefined;
}

export type BatchItem =
  | { readonly kind: "operation"; readonly operation: Operation }
  | { readonly kind: "changeSet"; readonly operations: readonly Operation[] };

export interface Batch {
  readonly items: readonly BatchItem[];
  /** Whether line breaks are as the service needs them to read the last operation. */
  readonly readable: boolean;
}

/** All operations of a batch, in order. */
export const operationsOf = (items: readonly BatchItem[]): readonly Operation[] =>
  items.flatMap((item) => (item.kind === "operation" ? [item.operation] : item.operations));
