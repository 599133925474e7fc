import type { BulkStop } from "../bulkCall.ts";
import type { Ledger } from "../report/ledger.ts";
import { numeral } from "../report/progress.ts";

/** Why a run is to end because so many records have failed that the rest would most likely fail, too. */
export const failureLimit =
  (ledger: Ledger, most: number = Number.POSITIVE_INFINITY): (() => BulkStop | undefined) =>
  () => {
    const failed = ledger.count("failed");
    return failed < most
      ? undefined
      : {
          kind: "failureLimit",
          message: `The run ended because ${numeral(failed)} ${failed === 1 ? "record has" : "records have"} failed and Stop After Failures is ${numeral(most)}. Correct what is wrong with them, and hand over what remaining holds in another run.`,
        };
  };
