import type { Control } from "../../emulator/control/control.ts";
import type { Component } from "../runner/component.ts";
import { connect } from "../runner/connect.ts";
import type { ObserveRequests } from "./requestLine.ts";
import { secretsOf, type Target } from "./target.ts";

export interface EmulatorOptions {
  readonly records?: number | undefined;
}

/** Loaded only when it is needed: help and real orgs do without it. */
const startEmulator = async ({ records }: EmulatorOptions) => {
  const emulator = await import("../../emulator/emulator.ts");
  return emulator.startEmulator({ ...(records !== undefined && { records }) });
};

/** What the emulator has answered since the last time it was asked. */
const requestsTaken =
  ({ requests }: Control): ObserveRequests =>
  () => {
    const taken = requests.all().map(({ method, url, status, fault, ms }) => ({
      method,
      path: url,
      status,
      reason: status === undefined ? (fault ?? "no answer") : undefined,
      ms,
    }));
    requests.clear();
    return taken;
  };

/** Starts a local Dataverse and signs in to it with the connection's own inputs. */
export const emulatorTarget = async (component: Component, options: EmulatorOptions): Promise<Target> => {
  const emulator = await startEmulator(options);
  try {
    const { url, tokenUrl, clientId, clientSecret, scope } = emulator;
    const credentials = { webApiUrl: url, tokenUrl, scopes: scope, clientId, clientSecret };
    const started = performance.now();
    const connection = await connect(component, credentials);
    emulator.control.requests.clear();
    return {
      kind: "emulator",
      signInMs: performance.now() - started,
      url,
      connection,
      observeRequests: requestsTaken(emulator.control),
      secrets: secretsOf(credentials, connection),
      close: emulator.close,
    };
  } catch (error) {
    await emulator.close();
    throw error;
  }
};
