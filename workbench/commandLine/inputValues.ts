import type { ActionDefinition, InputDefinition } from "../runner/component.ts";
import { findInput } from "../runner/findAction.ts";
import { UsageError } from "../runner/usageError.ts";
import type { Inputs } from "../runner/wireParams.ts";
import type { Assignment } from "./arguments.ts";
import { type BinaryValue, readValueText } from "./valueText.ts";

/** What was assigned to one input, or to one member of it. */
interface Given {
  readonly member?: string | undefined;
  readonly value: string | BinaryValue;
}

/** The types whose value is data, so that JSON typed for them arrives as data. Every other type arrives as text. */
const dataTypes: readonly string[] = [
  "structuredObject",
  "dynamicObject",
  "objectSelection",
  "objectFieldMap",
  "jsonForm",
  "conditional",
];

const parseJson = (text: unknown): unknown => {
  if (typeof text !== "string") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const onlyOne = (name: string, given: readonly Given[]): Given["value"] => {
  const [first, second] = given;
  if (first === undefined || second !== undefined) throw new UsageError(`${name} was given more than once.`);
  if (first.member === undefined) return first.value;
  throw new UsageError(`${name} has no parts: write ${name}=value instead of ${name}.${first.member}=value.`);
};

/** One JSON array, or every value of a repeated input. */
const listValue = (name: string, given: readonly Given[]): readonly unknown[] => {
  if (given.length > 1 && given.every(({ member }) => member === undefined)) {
    return given.map(({ value }) => value);
  }
  const value = onlyOne(name, given);
  const parsed = parseJson(value);
  return Array.isArray(parsed) ? parsed : [value];
};

/** Entries of `name.key=value`, or one JSON object or array of `{ key, value }`. */
const keyValueList = (name: string, given: readonly Given[]): readonly unknown[] => {
  const entries = given.flatMap(({ member: key, value }) => (key === undefined ? [] : [{ key, value }]));
  if (entries.length === given.length) return entries;
  const parsed = parseJson(given.length === 1 ? given[0]?.value : undefined);
  if (Array.isArray(parsed)) return parsed;
  if (isObject(parsed)) return Object.entries(parsed).map(([key, value]) => ({ key, value }));
  throw new UsageError(
    `${name} is a list of names and values: write ${name}.name=Contoso for each entry, or ${name}='{"name":"Contoso"}'.`,
  );
};

const group = (name: string, { inputs = [] }: InputDefinition, given: readonly Given[]): Inputs => {
  const whole = given.filter(({ member }) => member === undefined);
  if (whole.length === 0) {
    const members = given.map(({ member = "", value }) => {
      const dot = member.indexOf(".");
      return dot === -1
        ? { input: member, value }
        : { input: member.slice(0, dot), member: member.slice(dot + 1), value };
    });
    return valuesFor(name, inputs, members);
  }
  const parsed = parseJson(onlyOne(name, given));
  if (!isObject(parsed)) {
    const [child] = inputs;
    throw new UsageError(
      `${name} is a group of inputs: write ${name}.${child?.key ?? "input"}=value, or a JSON object.`,
    );
  }
  for (const key of Object.keys(parsed)) findInput(name, inputs, key);
  return parsed;
};

const valueFor = (name: string, input: InputDefinition, given: readonly Given[]): unknown => {
  if (input.type === "connection") {
    throw new UsageError(
      `${name} is not an input here: the connection is the emulator's, or that of DYNAMICS_URL and its companions.`,
    );
  }
  if (input.collection === "keyvaluelist") return keyValueList(name, given);
  if (input.collection === "valuelist") return listValue(name, given);
  if (input.type === "structuredObject") return group(name, input, given);
  const value = onlyOne(name, given);
  return dataTypes.includes(input.type) ? (parseJson(value) ?? value) : value;
};

const valuesFor = (
  owner: string,
  inputs: readonly InputDefinition[],
  assigned: readonly (Given & { readonly input: string })[],
): Inputs => {
  const keys = [...new Set(assigned.map(({ input }) => input))];
  return Object.fromEntries(
    keys.map((key) => {
      const given = assigned.filter(({ input }) => input === key);
      return [key, valueFor(key, findInput(owner, inputs, key), given)];
    }),
  );
};

/**
 * Turns what was typed into the values that the platform would hold: text, arrays, lists of `{ key, value }`, groups as
 * objects. File names are relative to `folder`.
 */
export const inputValues = (
  action: ActionDefinition,
  assignments: readonly Assignment[],
  folder: string,
): Inputs =>
  valuesFor(
    action.key,
    action.inputs,
    assignments.map(({ input, member, text }) => ({
      input,
      member,
      value: readValueText(text, member === undefined ? input : `${input}.${member}`, folder),
    })),
  );

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** The designer does not let a flow be saved without its required inputs; neither does the workbench run an action without. */
export const assertComplete = (action: ActionDefinition, values: Inputs): void => {
  const missing = action.inputs.filter(
    ({ key, type, required, default: wireDefault }) =>
      required === true && type !== "connection" && isBlank(values[key] ?? wireDefault),
  );
  if (missing.length > 0) {
    const names = missing.map(({ key, label }) => `${key} (${label})`).join(" and ");
    throw new UsageError(
      `${action.key} needs ${names}. Add ${missing.map(({ key }) => `${key}=…`).join(" ")}`,
    );
  }
};
