import { payloadError } from "../errors/refusals.ts";

/** The parameters of an action as the client sent them. */
export type ActionBody = ReadonlyMap<string, unknown>;

/** What an action takes: names, and whether each must be there. */
export interface ActionParameters {
  readonly required: readonly string[];
  readonly optional?: readonly string[];
}

interface Reading {
  /** The action's name. */
  readonly action: string;
  /** What the error names: the entity set of a bound action; empty for an unbound one. */
  readonly entitySet: string;
  readonly parameters: ActionParameters;
}

const parse = (entitySet: string, body: string): unknown => {
  if (body.trim() === "") {
    return {};
  }
  try {
    return JSON.parse(body);
  } catch (error) {
    throw payloadError(entitySet, `The JSON in the request body cannot be read: ${String(error)}`);
  }
};

/** Reads the JSON body of an action. Unknown parameters and missing ones are refused. */
export const readActionBody = ({ action, entitySet, parameters }: Reading, body: string): ActionBody => {
  const json = parse(entitySet, body);
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw payloadError(entitySet, "A node of type 'StartObject' was expected in the request body.");
  }
  const { required, optional = [] } = parameters;
  const values = new Map(Object.entries(json).filter(([name]) => !name.includes("@")));
  for (const name of values.keys()) {
    if (!required.includes(name) && !optional.includes(name)) {
      throw payloadError(
        entitySet,
        `The parameter '${name}' in the request payload is not a valid parameter for the operation '${action}'.`,
      );
    }
  }
  const missing = required.find((name) => (values.get(name) ?? null) === null);
  if (missing !== undefined) {
    throw payloadError(
      entitySet,
      `The parameter '${missing}' of the operation '${action}' has no value in the request payload; it must not be null.`,
    );
  }
  return values;
};
