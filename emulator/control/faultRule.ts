import type { Fault, FaultMatch, FaultRule } from "./faults.ts";

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown, name: string): Fields => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error(`'${name}' must be a JSON object.`);
  }
  return Object.fromEntries(Object.entries(value));
};

const numberIn = (fields: Fields, name: string): number => {
  const value = fields[name];
  if (typeof value !== "number" || !Number.isFinite(value) || value < 0) {
    throw new Error(`'${name}' must be a number that is not negative.`);
  }
  return value;
};

const textIn = (fields: Fields, name: string): string => {
  const value = fields[name];
  if (typeof value !== "string") {
    throw new Error(`'${name}' must be a text.`);
  }
  return value;
};

const optional = <T>(fields: Fields, name: string, read: (fields: Fields, name: string) => T) =>
  fields[name] === undefined ? {} : { [name]: read(fields, name) };

const flagIn = (fields: Fields, name: string): boolean => {
  const value = fields[name];
  if (typeof value !== "boolean") {
    throw new Error(`'${name}' must be true or false.`);
  }
  return value;
};

const probabilityIn = (fields: Fields, name: string): number => {
  const value = numberIn(fields, name);
  if (value > 1) {
    throw new Error(`'${name}' must be a number from 0 to 1.`);
  }
  return value;
};

const headersIn = (fields: Fields, name: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(fieldsOf(fields[name], name)).map(([key, value]) => [key, String(value)]),
  );

const readers: Readonly<Record<Fault["kind"], (fields: Fields) => Fault>> = {
  status: (fields) => ({
    kind: "status",
    status: numberIn(fields, "status"),
    ...(fields["body"] !== undefined && { body: fields["body"] }),
    ...optional(fields, "headers", headersIn),
  }),
  html: (fields) => ({
    kind: "html",
    ...optional(fields, "status", numberIn),
    ...optional(fields, "body", textIn),
  }),
  emptyBody: (fields) => ({ kind: "emptyBody", ...optional(fields, "status", numberIn) }),
  redirect: (fields) => ({
    kind: "redirect",
    location: textIn(fields, "location"),
    ...optional(fields, "status", numberIn),
  }),
  resetBefore: () => ({ kind: "resetBefore" }),
  resetAfter: () => ({ kind: "resetAfter" }),
  truncate: () => ({ kind: "truncate" }),
  delay: (fields) => ({ kind: "delay", delayMs: numberIn(fields, "delayMs") }),
  slowBody: (fields) => ({ kind: "slowBody", durationMs: numberIn(fields, "durationMs") }),
  wrongBoundary: () => ({ kind: "wrongBoundary" }),
  timeOut: (fields) => ({ kind: "timeOut", ...optional(fields, "effect", flagIn) }),
  expireToken: () => ({ kind: "expireToken" }),
};

const isKind = (text: string): text is Fault["kind"] => Object.hasOwn(readers, text);

const readFault = (fields: Fields): Fault => {
  const kind = textIn(fields, "kind");
  if (!isKind(kind)) {
    throw new Error(`'${kind}' is no kind of fault. Known: ${Object.keys(readers).join(", ")}.`);
  }
  return readers[kind](fields);
};

const readMatch = (fields: Fields): FaultMatch => ({
  ...optional(fields, "method", textIn),
  ...optional(fields, "pathContains", textIn),
  ...optional(fields, "nth", numberIn),
});

/** Reads a fault rule from JSON. Throws a sentence that says what is wrong. */
export const parseFaultRule = (fields: Fields): FaultRule => {
  const { match, times, endpoint } = fields;
  if (endpoint !== undefined && endpoint !== "data" && endpoint !== "token") {
    throw new Error("'endpoint' must be data or token.");
  }
  return {
    fault: readFault(fieldsOf(fields["fault"], "fault")),
    ...(match !== undefined && { match: readMatch(fieldsOf(match, "match")) }),
    ...(times !== undefined && { times: times === "always" ? "always" : numberIn(fields, "times") }),
    ...optional(fields, "probability", probabilityIn),
    ...optional(fields, "seed", numberIn),
    ...(endpoint !== undefined && { endpoint }),
  };
};
