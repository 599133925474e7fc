import { type Redact, redacting } from "../report/redact.ts";
import type { Style } from "../report/style.ts";
import type { Component } from "../runner/component.ts";
import type { ClientCredentials } from "../runner/credentials.ts";
import { createRunner, type Runner } from "../runner/runner.ts";
import { emulatorTarget } from "../target/emulatorTarget.ts";
import { orgTarget, type Target } from "../target/target.ts";

/** What is known before anything runs. */
export interface Setup {
  readonly component: Component;
  /** Of a real org; undefined for the emulator. */
  readonly credentials: ClientCredentials | undefined;
  readonly records: number | undefined;
  readonly style: Style;
  readonly json: boolean;
  /** Prints a text and ends the line. */
  readonly print: (text: string) => void;
}

/** What is there while an action or a scenario runs. */
export interface Bench {
  readonly runner: Runner;
  readonly target: Target;
  readonly redact: Redact;
}

/** Starts the emulator or signs in to the org, and closes it again whatever happens in between. */
export const withBench = async <T>(
  { component, credentials, records }: Setup,
  use: (bench: Bench) => Promise<T>,
): Promise<T> => {
  const target = await (credentials === undefined
    ? emulatorTarget(component, { records })
    : orgTarget(component, credentials));
  try {
    return await use({
      runner: createRunner({ component, connection: target.connection }),
      target,
      redact: redacting(target.secrets),
    });
  } finally {
    await target.close();
  }
};
