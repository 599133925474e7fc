import { randomUUID } from "node:crypto";
import { openReceiver, type Receiver } from "../receiver/receiver.ts";
import { openingText } from "../report/openingText.ts";
import { redacting, redactStep } from "../report/redact.ts";
import { closingText, stepText, summarise } from "../report/scenarioText.ts";
import type { Runner } from "../runner/runner.ts";
import type { Inputs } from "../runner/wireParams.ts";
import { play, type Stage } from "../scenario/play.ts";
import { watched } from "../scenario/recordChange.ts";
import { scenario } from "../scenario/scenario.ts";
import type { StepReport } from "../scenario/stepReport.ts";
import { type Bench, type Setup, withBench } from "./bench.ts";
import { leftovers } from "./leftovers.ts";

export interface ScenarioRun {
  /** Also play what writes to a real org. */
  readonly write: boolean;
  /** Undefined when dist was taken as it is. */
  readonly buildMs: number | undefined;
  /** `performance.now` when the program started. */
  readonly started: number;
}

interface Played {
  readonly target: { readonly kind: "emulator" | "org"; readonly url: string };
  readonly readOnly: boolean;
  readonly steps: readonly StepReport[];
}

/** Time and chance in base 36: sets records apart that live for a second, and is short to read. */
const newStamp = (): string => `${Date.now().toString(36)}${randomUUID().slice(0, 4)}`.toUpperCase();

/** The webhook URLs of two flows, by the trigger that each begins with. */
interface Receivers {
  readonly dynamicsWebhookTrigger: Receiver;
  readonly recordChangeWebhook: Receiver;
}

/** Webhook URLs as long as the scenario runs. A real org cannot reach this machine, so that there they are left out. */
const withReceivers = async <T>(
  { runner, target }: Pick<Bench, "runner" | "target">,
  webhookKey: string,
  use: (receivers: Receivers | undefined) => Promise<T>,
): Promise<T> => {
  if (target.kind === "org") return use(undefined);
  const open = (trigger: keyof Receivers, inputs: Inputs) => openReceiver({ runner, trigger, inputs });
  const receivers: Receivers = {
    dynamicsWebhookTrigger: await open("dynamicsWebhookTrigger", { webhookKey }),
    recordChangeWebhook: await open("recordChangeWebhook", watched),
  };
  try {
    return await use(receivers);
  } finally {
    await Promise.all(Object.values(receivers).map((receiver: Receiver) => receiver.close()));
  }
};

/** What the stage can do where Dataverse reaches this program. */
const reachable = (runner: Runner, receivers: Receivers): Pick<Stage, "nextArrival" | "deployment"> => ({
  nextArrival: (trigger) =>
    (trigger === "recordChangeWebhook"
      ? receivers.recordChangeWebhook
      : receivers.dynamicsWebhookTrigger
    ).next(),
  deployment: (trigger, moment) =>
    runner.webhook(trigger, moment, { inputs: watched, url: receivers.recordChangeWebhook.url }),
});

const playSteps = async (
  { component, style, print }: Setup,
  { target, runner }: Bench,
  { write, buildMs }: ScenarioRun,
): Promise<Played> => {
  const { kind, url, signInMs, observeRequests, secrets } = target;
  const readOnly = kind === "org" && !write;
  const actions = Object.keys(component.actions).length;
  print(openingText({ component: component.key, actions, buildMs, kind, url, readOnly, signInMs }, style));
  const key = randomUUID();
  const redact = redacting([...secrets, key]);
  const steps = await withReceivers({ runner, target }, key, (receivers) => {
    const webhookAddress = receivers && { url: receivers.dynamicsWebhookTrigger.url, key };
    return play(scenario({ kind, write, stamp: newStamp(), freshId: randomUUID(), webhookAddress }), {
      runner,
      observeRequests,
      ...(receivers && reachable(runner, receivers)),
      onStep: (step, number) => {
        print(stepText(number, redactStep(step, redact), style));
      },
    });
  });
  return { target: { kind, url }, readOnly, steps: steps.map((step) => redactStep(step, redact)) };
};

/** Plays the scenario, printing each step as it ends. Answers whether all was as expected and nothing is left running. */
export const runScenario = async (setup: Setup, run: ScenarioRun): Promise<boolean> => {
  const { json, style, print } = setup;
  const spoken = json ? { ...setup, print: () => undefined } : setup;
  const played = await withBench(spoken, (bench) => playSteps(spoken, bench, run));
  const summary = summarise(played.steps);
  const closing = {
    summary,
    leftovers: await leftovers(),
    totalMs: Math.round(performance.now() - run.started),
  };
  const ok = summary.failed + summary.notRun + closing.leftovers.length === 0;
  print(json ? JSON.stringify({ ok, ...closing, ...played }, null, 2) : closingText(closing, style));
  return ok;
};
