import type { Expectation } from "../scenario/expectation.ts";
import type { StepReport } from "../scenario/stepReport.ts";
import { errorLines } from "./errorText.ts";
import { column, counted, cut, duration, wrap } from "./layout.ts";
import { requestLines } from "./requestText.ts";
import type { Style } from "./style.ts";

const indentation = 4;
const timeWidth = 9;
const actionWidth = 22;
const whatWidth = 28;

const titleLine = (number: number, { title, action, ms, outcome }: StepReport, style: Style): string => {
  const titleWidth = style.width - indentation - actionWidth - timeWidth;
  const mark = outcome === "asExpected" ? style.bold : style.bad;
  const time = outcome === "notRun" ? "not run" : duration(ms);
  return [
    style.dim(String(number).padStart(2)),
    "  ",
    mark(column(title, titleWidth - 1)),
    " ",
    style.dim(column(action, actionWidth)),
    time.padStart(timeWidth),
  ].join("");
};

const asText = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value));

const expectationLine = ({ what, met, seen, wanted }: Expectation, style: Style): string => {
  const valueWidth = style.width - indentation - 2 - whatWidth;
  const mark = met ? style.good("✓ ") : style.bad("✗ ");
  const value = met
    ? style.dim(cut(asText(seen), valueWidth))
    : style.bad(`${asText(seen)} instead of ${wanted}`);
  return `${" ".repeat(indentation)}${mark}${column(what, whatWidth)}${value}`;
};

/** What one step did: its title and time, its requests, and each thing that was checked in the result. */
export const stepText = (number: number, step: StepReport, style: Style): string =>
  [
    titleLine(number, step, style),
    ...requestLines(step.requests, style, indentation),
    ...(step.error === undefined ? [] : errorLines(step.error, style, indentation)),
    ...step.expectations.map((expectation) => expectationLine(expectation, style)),
    ...(step.because === undefined
      ? []
      : wrap(
          `✗ ${step.outcome === "notRun" ? "Not run" : "Failed"}: ${step.because}.`,
          style.width - indentation,
        ).map((line) => " ".repeat(indentation) + style.bad(line))),
    "",
  ].join("\n");

export interface Summary {
  readonly steps: number;
  readonly failed: number;
  readonly notRun: number;
  readonly checks: number;
  readonly requests: number;
  /** The time of the action calls together. */
  readonly ms: number;
}

export const summarise = (steps: readonly StepReport[]): Summary => ({
  steps: steps.length,
  failed: steps.filter(({ outcome }) => outcome === "failed").length,
  notRun: steps.filter(({ outcome }) => outcome === "notRun").length,
  checks: steps.reduce((count, { expectations }) => count + expectations.length, 0),
  requests: steps.reduce((count, { requests }) => count + requests.length, 0),
  ms: Math.round(steps.reduce((total, { ms }) => total + ms, 0)),
});

const verdict = ({ failed, notRun }: Summary, style: Style): string => {
  if (failed + notRun === 0) return style.good("everything as expected");
  const parts = [`${failed} failed`, ...(notRun === 0 ? [] : [`${notRun} not run`])];
  return style.bad(parts.join(", "));
};

export interface Closing {
  readonly summary: Summary;
  /** From the start of the program, the build included. */
  readonly totalMs: number;
  /** What still keeps the program alive after everything was closed. */
  readonly leftovers: readonly string[];
}

export const closingText = ({ summary, totalMs, leftovers }: Closing, style: Style): string =>
  [
    `${style.bold(counted(summary.steps, "step"))}, ${counted(summary.checks, "check")}: ${verdict(summary, style)}.`,
    `${counted(summary.requests, "request")}; ${duration(summary.ms)} in the actions, ${duration(totalMs)} altogether.`,
    leftovers.length === 0 ? "Nothing is left running." : style.bad(`Still open: ${leftovers.join(", ")}.`),
  ].join("\n");
