import type { TriggerPayload } from "@prismatic-io/spectral";
import type { JsonObject } from "../../client/services/jsonObject.ts";

/** What the flow gets, in `body.data`. */
export interface ChangeData {
  readonly created: readonly JsonObject[];
  readonly updated: readonly JsonObject[];
  readonly deleted: readonly JsonObject[];
  /** False when deleted records cannot be known. */
  readonly changeTracking: boolean;
  /** True when some of the records may have been reported before, and deletions may be missing. */
  readonly resync: boolean;
  /** True when the next poll, or the next page of this one, has more. */
  readonly moreToCome: boolean;
}

/** What one batch item holds; the same with `changeType: "deleted"` for an id. */
export interface ChangeItem {
  readonly changeType: "created" | "updated" | "deleted";
  readonly record: JsonObject;
}

/** Carried by the platform from one page of a batched poll to the next. */
export type ChangePagination = { readonly checkpoint: unknown };

export type ChangePayload = Omit<TriggerPayload, "body" | "paginationState"> & {
  readonly body: { readonly data: ChangeData; readonly contentType: string };
  readonly paginationState?: ChangePagination;
};

/** The payload of a poll with its changes; the place it was called with goes, and the one to go on from takes its place. */
export const changePayload = (
  { paginationState: _, ...payload }: TriggerPayload,
  data: ChangeData,
  next: ChangePagination | undefined,
): ChangePayload => ({
  ...payload,
  body: { data, contentType: "application/json" },
  ...(next !== undefined && { paginationState: next }),
});

const changeTypes = ["created", "updated", "deleted"] as const;

const isChangeData = (data: unknown): data is ChangeData =>
  typeof data === "object" &&
  data !== null &&
  changeTypes.every((type) => Array.isArray(Reflect.get(data, type)));

/** One item for each change. The platform hands the payload back as it stored it. */
export const changeItems = (data: unknown): ChangeItem[] =>
  isChangeData(data)
    ? changeTypes.flatMap((changeType) => data[changeType].map((record) => ({ changeType, record })))
    : [];
