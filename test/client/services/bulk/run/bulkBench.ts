import { afterAll, afterEach, beforeAll } from "vitest";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../../../../emulator/emulator.ts";
import { type Client, type ClientOptions, createClient } from "../../../../../src/client/client.ts";
import type { Log } from "../../../../../src/client/log.ts";
import type {
  BulkAction,
  BulkOptions,
  BulkReport,
} from "../../../../../src/client/services/bulk/bulkCall.ts";
import { requestToken } from "../../../../../workbench/runner/requestToken.ts";
import { fastClock } from "./fastClock.ts";

/** How much faster than real time the client's waits pass. */
const SPEED = 50;

export interface BulkBench {
  readonly emulator: Emulator;
  /** Lines that the client logged since the test began. */
  readonly lines: readonly string[];
  readonly open: (options?: Partial<ClientOptions>) => Promise<Client>;
  readonly run: (
    action: BulkAction,
    records: readonly unknown[],
    call?: BulkCallOptions,
  ) => Promise<BulkReport>;
}

export interface BulkCallOptions extends Partial<BulkOptions> {
  readonly entityType?: string;
  readonly client?: Partial<ClientOptions>;
}

/** A local Dataverse and clients of it whose waits are short; faults and requests are cleared after each test. */
export const useBulkBench = (options: EmulatorOptions = {}) => {
  let bench: BulkBench | undefined;
  const lines: string[] = [];
  const note = (message: string): void => {
    lines.push(message);
  };
  const log: Log = { debug: () => undefined, info: note, warn: note };
  beforeAll(async () => {
    const emulator = await startEmulator({ records: 5, protection: { enabled: false }, ...options });
    const open = async (more: Partial<ClientOptions> = {}): Promise<Client> => {
      const { url, tokenUrl, scope: scopes, clientId, clientSecret } = emulator;
      const token = await requestToken({ webApiUrl: url, tokenUrl, scopes, clientId, clientSecret });
      const accessToken = String(token.access_token);
      emulator.control.requests.clear();
      return createClient({ environmentUrl: url, accessToken, log, clock: fastClock(SPEED), ...more });
    };
    bench = {
      emulator,
      lines,
      open,
      run: async (action, records, { entityType = "accounts", client, ...more } = {}) => {
        const { bulk } = await open(client);
        return bulk.run({ action, entityType, records, options: { durationMs: 600_000, ...more } });
      },
    };
  });
  afterEach(() => {
    bench?.emulator.control.faults.clear();
    bench?.emulator.control.requests.clear();
    lines.length = 0;
  });
  afterAll(() => bench?.emulator.close());
  return (): BulkBench => {
    if (bench === undefined) throw new Error("The bench is there only while tests run.");
    return bench;
  };
};
