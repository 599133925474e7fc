import type { RepeatEffect } from "../../http/message.ts";
import type { BatchItem } from "./batchItem.ts";

const CONVERGING: ReadonlySet<BatchItem["action"]> = new Set(["update", "upsert", "delete"]);

/**
 * What sending the items again can do. Updates, upserts and deletes by key leave the same records in the same state. One
 * that then fails on what its first arrival has done (a deleted record is gone, a version has moved on) fails with an
 * error that says so. Creates write anew, and links may be refused the second time.
 */
export const repeatEffect = (items: readonly BatchItem[]): RepeatEffect =>
  items.every(({ action }) => CONVERGING.has(action)) ? "converges" : "appends";
