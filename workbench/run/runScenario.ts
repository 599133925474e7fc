import { randomUUID } from "node:crypto";
import { openingText } from "../report/openingText.ts";
import { redactStep } from "../report/redact.ts";
import { closingText, stepText, summarise } from "../report/scenarioText.ts";
import { play } from "../scenario/play.ts";
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

const playSteps = async (
  { component, style, print }: Setup,
  { target, runner, redact }: Bench,
  { write, buildMs }: ScenarioRun,
): Promise<Played> => {
  const { kind, url, signInMs, observeRequests } = target;
  const readOnly = kind === "org" && !write;
  const actions = Object.keys(component.actions).length;
  print(openingText({ component: component.key, actions, buildMs, kind, url, readOnly, signInMs }, style));
  const steps = await play(scenario({ kind, write, stamp: newStamp(), freshId: randomUUID() }), {
    runner,
    observeRequests,
    onStep: (step, number) => {
      print(stepText(number, redactStep(step, redact), style));
    },
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
