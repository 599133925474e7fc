import { didYouMean } from "./closest.ts";
import type { ActionDefinition, Component, InputDefinition } from "./component.ts";
import { UsageError } from "./usageError.ts";

const named = (names: readonly string[]): string => (names.length === 0 ? "none" : names.join(", "));

export const findAction = ({ actions }: Component, key: string): ActionDefinition => {
  const keys = Object.keys(actions);
  const action = keys.includes(key) ? actions[key] : undefined;
  if (action === undefined) {
    throw new UsageError(
      `There is no action "${key}".${didYouMean(key, keys)} The actions are: ${named(keys)}.`,
    );
  }
  return action;
};

/** `owner` is what has the inputs: an action's key, or a group's. */
export const findInput = (
  owner: string,
  inputs: readonly InputDefinition[],
  key: string,
): InputDefinition => {
  const input = inputs.find((candidate) => candidate.key === key);
  if (input === undefined) {
    const keys = inputs.filter(({ type }) => type !== "connection").map((candidate) => candidate.key);
    throw new UsageError(
      `${owner} has no input "${key}".${didYouMean(key, keys)} Its inputs are: ${named(keys)}.`,
    );
  }
  return input;
};
