import type { CostOptions } from "../../emulator/cost/costModel.ts";
import type { BulkAction } from "../../src/client/services/bulk/bulkCall.ts";
import { inBatches, inBulkMessages, type Work } from "./optimum.ts";

/** One of the situations that are measured. */
export interface Case {
  readonly title: string;
  readonly records: number;
  readonly action: BulkAction;
  /** What differs from the documented cost. */
  readonly cost: Partial<CostOptions>;
  readonly record: (index: number) => Readonly<Record<string, unknown>>;
  /** The least work there is. */
  readonly work: (cost: CostOptions, records: number) => Work;
}

const account = (index: number) => ({ name: `Account ${index}`, accountnumber: `B-${index}` });

/** One in a hundred has a name that is too long. */
const isBad = (index: number): boolean => index % 100 === 50;

const plain: Case = {
  title: "plain",
  records: 50_000,
  action: "create",
  cost: {},
  record: account,
  work: inBulkMessages,
};

export const cases: ReadonlyMap<string, Case> = new Map<string, Case>([
  ["plain", plain],
  ["beyond", { ...plain, title: "beyond the limit of the window", records: 200_000 }],
  ["hint", { ...plain, title: "hint 52 instead of 8", cost: { hint: 52 } }],
  [
    "bad",
    {
      ...plain,
      title: "1 % bad records",
      record: (index) => (isBad(index) ? { name: "x".repeat(200) } : account(index)),
      work: (cost, records) => inBulkMessages(cost, records * 0.99),
    },
  ],
  [
    "singly",
    { ...plain, title: "no bulk message: deletes", records: 20_000, action: "delete", work: inBatches },
  ],
]);
