import type { CostOptions } from "../../emulator/cost/costModel.ts";
import type { ProtectionOptions } from "../../emulator/protection/protectionOptions.ts";
import type { Message } from "../processes.ts";
import { fastTime } from "./fastTime.ts";
import { sentRequests } from "./sentRequests.ts";

/** Under what circumstances the emulator works from now on. */
export interface Circumstances {
  readonly cost: Partial<CostOptions>;
  readonly protection: Partial<ProtectionOptions>;
}

/** Nothing takes time and everything is admitted. */
export const unhindered: Circumstances = { cost: { scale: 0 }, protection: { enabled: false } };

/** Far longer than any run, in time that passes quickly. */
const TOKEN_SECONDS = 100_000_000;

const cpuMs = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};

const isCircumstances = (message: unknown): message is Circumstances =>
  typeof message === "object" && message !== null && "cost" in message && "protection" in message;

/**
 * The emulator's process. It tells where it is; then, told circumstances, it works under them, and told anything else it
 * tells what it was asked for since. It ends with the connection.
 */
export const serve = async ({ speed, since }: Message): Promise<void> => {
  const { startEmulator } = await import("../../emulator/emulator.ts");
  const emulator = await startEmulator({
    records: 1,
    only: ["account"],
    tokenLifetimeSeconds: TOKEN_SECONDS,
    now: fastTime(Number(speed), Number(since)),
  });
  const { url, tokenUrl, clientId, clientSecret, scope: scopes, control } = emulator;
  let cpu = process.cpuUsage();
  process.on("disconnect", () => void emulator.close());
  process.on("message", (message) => {
    if (isCircumstances(message)) {
      control.cost.set(message.cost);
      control.protection.set(message.protection);
      control.requests.clear();
      cpu = process.cpuUsage();
      process.send?.({});
    } else {
      process.send?.({
        cpuMs: cpuMs(cpu),
        requests: sentRequests(control.requests.all(), Number(speed)),
      });
    }
  });
  process.send?.({ webApiUrl: url, tokenUrl, clientId, clientSecret, scopes });
};
