import type { CostOptions } from "../../emulator/cost/costModel.ts";
import type { ProtectionOptions } from "../../emulator/protection/protectionOptions.ts";
import type { Message } from "../processes.ts";
import { fastTime } from "./fastTime.ts";
import { sentRequests } from "./sentRequests.ts";

/** What is measured next, as the emulator's process is told. */
export interface Circumstances {
  readonly cost: Partial<CostOptions>;
  readonly protection: Partial<ProtectionOptions>;
}

/** Far longer than any run, in time that passes quickly. */
const TOKEN_SECONDS = 100_000_000;

const cpuMs = (since?: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};

/**
 * The emulator's process. It tells where it is; then, told circumstances, it sets them, and told nothing it tells what
 * it has been asked for since. It ends with the connection.
 */
export const serve = async ({ speed, since }: Message): Promise<void> => {
  const { startEmulator } = await import("../../emulator/emulator.ts");
  const now = fastTime(Number(speed), Number(since));
  const emulator = await startEmulator({ records: 1, only: ["account"], tokenLifetimeSeconds: TOKEN_SECONDS, now });
  const { url, tokenUrl, clientId, clientSecret, scope: scopes, control } = emulator;
  let cpu = process.cpuUsage();
  const begin = ({ cost, protection }: Circumstances): Message => {
    control.cost.set(cost);
    control.protection.set(protection);
    control.requests.clear();
    cpu = process.cpuUsage();
    return {};
  };
  const tell = (): Message => ({ cpuMs: cpuMs(cpu), requests: sentRequests(control.requests.all(), Number(speed)) });
  process.on("disconnect", () => void emulator.close());
  process.on("message", (message: Circumstances | { readonly cost?: undefined }) =>
    process.send?.(message.cost === undefined ? tell() : begin(message)),
  );
  process.send?.({ webApiUrl: url, tokenUrl, clientId, clientSecret, scopes });
};
