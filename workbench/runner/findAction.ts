import { didYouMean } from "./closest.ts";
import type {
  ActionDefinition,
  Component,
  DataSourceDefinition,
  InputDefinition,
  TriggerDefinition,
} from "./component.ts";
import { UsageError } from "./usageError.ts";

const named = (names: readonly string[]): string => (names.length === 0 ? "none" : names.join(", "));

const find = <T>(kind: string, definitions: Readonly<Record<string, T>>, key: string): T => {
  const keys = Object.keys(definitions);
  const definition = keys.includes(key) ? definitions[key] : undefined;
  if (definition === undefined) {
    throw new UsageError(
      `There is no ${kind} "${key}".${didYouMean(key, keys)} The ${kind}s are: ${named(keys)}.`,
    );
  }
  return definition;
};

export const findAction = ({ actions }: Component, key: string): ActionDefinition =>
  find("action", actions, key);

export const findTrigger = ({ triggers }: Component, key: string): TriggerDefinition =>
  find("trigger", triggers, key);

export const findDataSource = ({ dataSources }: Component, key: string): DataSourceDefinition =>
  find("data source", dataSources, key);

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
