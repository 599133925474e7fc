import type { CostOptions } from "../../emulator/cost/costModel.ts";
import type { ProtectionOptions } from "../../emulator/protection/protectionOptions.ts";
import type { BulkAction } from "../../src/client/services/bulk/bulkCall.ts";
import { inBatches, inBulkMessages, type Work } from "./optimum.ts";

/** A situation in which records are written. */
export interface Case {
  readonly title: string;
  readonly records: number;
  readonly action: BulkAction;
  /** What differs from the documented cost, and from the documented limits. */
  readonly cost: Partial<CostOptions>;
  readonly limits: Partial<ProtectionOptions>;
  readonly record: (index: number) => Readonly<Record<string, unknown>>;
  /** The least that has to be carried out for so many records. */
  readonly work: (cost: CostOptions, records: number) => Work;
}

const account = (index: number) => ({ name: `Account ${index}`, accountnumber: `B-${index}` });

const plain: Case = {
  title: "plain",
  records: 50_000,
  action: "create",
  cost: {},
  limits: {},
  record: account,
  work: inBulkMessages,
};

/** One in so many has a longer name than the column takes. */
const badRecords = (oneIn: number): Case => ({
  ...plain,
  title: `${100 / oneIn} % bad records`,
  record: (index) => (index % oneIn === oneIn >> 1 ? { name: "x".repeat(200) } : account(index)),
  work: (cost, records) => inBulkMessages(cost, records * (1 - 1 / oneIn)),
});

const deletes: Case = {
  ...plain,
  title: "deletes, without bulk messages",
  records: 20_000,
  action: "delete",
  work: inBatches,
};

const beyond: Case = { ...plain, title: "beyond the window's limit", records: 200_000 };
const misleading = { hint: 52 };

export const cases: ReadonlyMap<string, Case> = new Map<string, Case>([
  ["plain", plain],
  ["beyond", beyond],
  ["hint", { ...plain, title: "a hint of 52 instead of 8", cost: misleading }],
  ["hintBeyond", { ...beyond, title: "the same, beyond the limit", cost: misleading }],
  ["rare", badRecords(1000)],
  ["bad", badRecords(100)],
  ["worse", badRecords(10)],
  ["singly", deletes],
  ["few", { ...plain, title: "a hint of 8, a limit of 5", records: 20_000, limits: { concurrency: 5 } }],
  ["wide", { ...plain, title: "a hint of 40 that is true", records: 100_000, cost: { parallelism: 40 } }],
  ["uneven", { ...plain, title: "times that vary by 50 %", cost: { variation: 0.5 } }],
]);
