import type { InputDefinition } from "./component.ts";
import type { Connection } from "./connection.ts";

export type Inputs = Readonly<Record<string, unknown>>;

const isPlainObject = (value: unknown): value is Inputs =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A group whose children take their own defaults: a single structured object, not a list of them. */
export const isGroup = ({ type, collection }: InputDefinition): boolean =>
  type === "structuredObject" && (collection ?? "") === "";

const wireValue = (input: InputDefinition, given: unknown): unknown => {
  if (given === undefined) return structuredClone(input.default);
  return isGroup(input) && isPlainObject(given) ? wireValues(input.inputs ?? [], given) : given;
};

/**
 * The values that reach a perform function: what was given, and the wire default of every input that was not. A group
 * nobody touched has no wire default and stays away, as in flows that are older than the group.
 */
export const wireValues = (inputs: readonly InputDefinition[], given: Inputs): Inputs =>
  Object.fromEntries(
    inputs
      .map((input) => [input.key, wireValue(input, given[input.key])] as const)
      .filter(([, value]) => value !== undefined),
  );

/** As `wireValues`, with the connection in every connection input that was not given. */
export const wireParams = (
  inputs: readonly InputDefinition[],
  given: Inputs,
  connection: Connection,
): Inputs => {
  const connections = inputs.filter(({ type }) => type === "connection").map(({ key }) => [key, connection]);
  return { ...Object.fromEntries(connections), ...wireValues(inputs, given) };
};
