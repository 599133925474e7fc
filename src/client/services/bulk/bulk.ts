import type { BulkCall, BulkReport } from "./bulkCall.ts";
import { type BulkSetting, runBulk } from "./run/bulkRun.ts";

export interface Bulk {
  /**
   * Writes many records of one table, as fast as the service allows, and reports what became of each of them. Throws when
   * the call is wrong (`invalidInput`) or nothing could be done at all; whatever else fails is in the report.
   */
  readonly run: (call: BulkCall) => Promise<BulkReport>;
}

export const createBulk = (setting: BulkSetting): Bulk => ({ run: (call) => runBulk(setting, call) });
