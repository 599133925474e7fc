import type { TestBench } from "../support/dataverse.ts";

/** An input of a step as an integration definition holds it. */
export type FlowInput =
  | { readonly type: "value" | "reference" | "configVar"; readonly value: string }
  /** A list; entries with a name make a key/value list. */
  | { readonly type: "complex"; readonly value: readonly (FlowInput & { readonly name?: string })[] };

export type FlowInputs = Readonly<Record<string, FlowInput>>;

/** A step of another component than ours, done in code: what it is given are all results so far. */
export type CodeStep = { readonly name: string; readonly code: (results: FlowResults) => unknown };
export type ActionStep = { readonly name: string; readonly action: string; readonly inputs: FlowInputs };
export type LoopStep = {
  readonly name: string;
  readonly items: string;
  readonly steps: readonly FlowStep[];
};
export type BranchStep = {
  readonly name: string;
  readonly choose: (results: FlowResults) => string;
  readonly branches: Readonly<Record<string, readonly FlowStep[]>>;
};
export type FlowStep = ActionStep | CodeStep | LoopStep | BranchStep;

/** What every step gave, by the step's name in camel case, as references name it. */
export type FlowResults = ReadonlyMap<string, unknown>;

export interface FlowSetting {
  readonly bench: TestBench;
  readonly configVars: Readonly<Record<string, unknown>>;
}

/** "[CRM] Query Entities" is referred to as crmQueryEntities. */
export const referenceName = (stepName: string): string =>
  stepName
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map((word, index) =>
      index === 0 ? word.toLowerCase() : `${word.charAt(0).toUpperCase()}${word.slice(1).toLowerCase()}`,
    )
    .join("");

/** The value behind `crmQueryEntities.results.value.0.name`; undefined where a part is missing, as on the platform. */
export const referenced = (results: FlowResults, path: string): unknown => {
  const [step = "", ...members] = path.split(".");
  if (!results.has(step)) throw new Error(`No step "${step}" has run.`);
  return members.reduce<unknown>(
    (value, member) => (typeof value === "object" && value !== null ? Reflect.get(value, member) : undefined),
    results.get(step),
  );
};

const inputValue = (input: FlowInput, results: FlowResults, setting: FlowSetting): unknown => {
  if (input.type === "complex") {
    return input.value.map((entry) => {
      const value = inputValue(entry, results, setting);
      return entry.name === undefined ? value : { key: entry.name, value };
    });
  }
  if (input.type === "reference") return referenced(results, input.value);
  return input.type === "value" ? input.value : setting.configVars[input.value];
};

const runAction = async (
  { action, inputs }: ActionStep,
  results: FlowResults,
  setting: FlowSetting,
): Promise<unknown> => {
  const values = Object.entries(inputs).map(([key, input]) => [key, inputValue(input, results, setting)]);
  const { data } = await setting.bench.runner.action(action, Object.fromEntries(values));
  return { results: data };
};

/** Runs the steps of a flow in order, outputs feeding inputs, and returns the results of all of them. */
export const runFlow = async (
  steps: readonly FlowStep[],
  setting: FlowSetting,
  before: FlowResults = new Map(),
): Promise<FlowResults> => {
  let results: FlowResults = before;
  const keep = (step: FlowStep, value: unknown) => {
    results = new Map([...results, [referenceName(step.name), value]]);
  };
  for (const step of steps) {
    if ("action" in step) {
      keep(step, await runAction(step, results, setting));
    } else if ("code" in step) {
      keep(step, { results: step.code(results) });
    } else if ("choose" in step) {
      results = await runFlow(step.branches[step.choose(results)] ?? [], setting, results);
    } else {
      for (const currentItem of listOf(referenced(results, step.items))) {
        keep(step, { currentItem });
        results = await runFlow(step.steps, setting, results);
      }
    }
  }
  return results;
};

const listOf = (value: unknown): readonly unknown[] => {
  if (!Array.isArray(value)) throw new Error("A loop needs a list.");
  return value;
};
