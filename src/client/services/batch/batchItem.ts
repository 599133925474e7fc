import { formatRecordKey, type RecordKey } from "../../odata/recordKey.ts";
import type { JsonObject } from "../jsonObject.ts";

/** The record that an earlier item of the batch creates, by that item's position. */
export interface ReferenceKey {
  readonly kind: "reference";
  readonly position: number;
}

export type ItemKey = RecordKey | ReferenceKey;

interface Item {
  /** Its place in the list, counted from 1. It is also its Content-ID, by which `$1` refers to it. */
  readonly position: number;
  /** The entity set, as it was given; empty where the key is a reference. */
  readonly collection: string;
}

export interface CreateItem extends Item {
  readonly action: "create";
  readonly data: JsonObject;
  readonly returnRepresentation: boolean;
}

export interface ChangeItem extends Item {
  readonly action: "update" | "upsert";
  readonly key: ItemKey;
  readonly data: JsonObject;
  readonly returnRepresentation: boolean;
  readonly ifMatch?: string | undefined;
}

export interface DeleteItem extends Item {
  readonly action: "delete";
  readonly key: ItemKey;
  readonly ifMatch?: string | undefined;
}

export interface LinkItem extends Item {
  readonly action: "associate" | "disassociate";
  readonly key: ItemKey;
  /** A collection-valued navigation property, such as `contact_customer_accounts`. */
  readonly relationship: string;
  readonly related: { readonly collection: string; readonly key: ItemKey };
}

/** One item of a batch. References in `data` name earlier items by position: `"parentaccountid@odata.bind": "$1"`. */
export type BatchItem = CreateItem | ChangeItem | DeleteItem | LinkItem;

export type BatchMode = "allOrNothing" | "stopAtFirstError" | "continueOnError";

const keyText = (key: ItemKey): string =>
  key.kind === "reference" ? `of item ${key.position}` : formatRecordKey(key);

/** What an error calls an item: "item 2 (update of accounts(…))". */
export const itemName = (item: BatchItem): string => {
  const what =
    item.action === "create"
      ? `create in ${item.collection}`
      : `${item.action} of ${item.key.kind === "reference" ? `the record ${keyText(item.key)}` : `${item.collection}(${keyText(item.key)})`}`;
  return `item ${item.position} (${what})`;
};

const SHOWN_RANGES = 10;

/** `item 1`, `items 1 to 3`, `items 1, 3 to 5 and 7`; of rising positions. Long lists end with how many are left out. */
export const itemNumbers = (positions: readonly number[]): string => {
  const ranges: { readonly from: number; readonly to: number }[] = [];
  for (const position of positions) {
    const last = ranges.at(-1);
    if (last !== undefined && last.to === position - 1) {
      ranges.splice(-1, 1, { ...last, to: position });
    } else {
      ranges.push({ from: position, to: position });
    }
  }
  const hidden = ranges.slice(SHOWN_RANGES).reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const shown = ranges.slice(0, SHOWN_RANGES).map(rangeText);
  const texts = hidden === 0 ? shown : [...shown, `${hidden} more`];
  const last = texts.at(-1) ?? "";
  const list = texts.length === 1 ? last : `${texts.slice(0, -1).join(", ")} and ${last}`;
  return `${positions.length === 1 ? "item" : "items"} ${list}`;
};

const rangeText = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  from === to ? String(from) : `${from} to ${to}`;
