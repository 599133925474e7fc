import { badSyntax } from "../errors/refusals.ts";
import { parseLiteral } from "../odata/literal.ts";
import type { FunctionArguments } from "./functionArguments.ts";

const unreadable = (name: string, text: string) =>
  badSyntax(`The value '${text}' of the parameter '${name}' cannot be read.`);

const textOf = (values: FunctionArguments, name: string): string => values.get(name) ?? "";

/** `'account'` */
export const textArgument = (values: FunctionArguments, name: string): string => {
  const literal = parseLiteral(textOf(values, name));
  if (literal?.kind !== "string") {
    throw unreadable(name, textOf(values, name));
  }
  return literal.value;
};

/** `Microsoft.Dynamics.CRM.EndpointAccessType'Default'`: the full name of the type is required. */
export const enumArgument = (
  values: FunctionArguments,
  name: string,
  { type, members }: { readonly type: string; readonly members: readonly string[] },
): string => {
  const [, typeName, member] = /^([\w.]+)'([^']*)'$/.exec(textOf(values, name)) ?? [];
  if (typeName !== `Microsoft.Dynamics.CRM.${type}` || member === undefined || !members.includes(member)) {
    throw badSyntax(
      `The string '${textOf(values, name)}' is not a valid enumeration type constant of 'Microsoft.Dynamics.CRM.${type}'.`,
    );
  }
  return member;
};

/** JSON in a URL may have single quotes, doubled inside of text. Undefined when it is damaged. */
const parseUrlJson = (text: string): unknown => {
  const json = text.replace(
    /"(?:[^"\\]|\\.)*"|'((?:[^']|'')*)'/g,
    (whole: string, single: string | undefined) =>
      single === undefined ? whole : JSON.stringify(single.replaceAll("''", "'")),
  );
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};

/** `["account","contact"]` */
export const textsArgument = (values: FunctionArguments, name: string): readonly string[] => {
  const json = parseUrlJson(textOf(values, name));
  if (!Array.isArray(json) || !json.every((item): item is string => typeof item === "string")) {
    throw unreadable(name, textOf(values, name));
  }
  return json;
};

/** `{'@odata.id':'accounts(…)'}`: the URI in it. */
export const uriArgument = (values: FunctionArguments, name: string): string => {
  const json = parseUrlJson(textOf(values, name));
  const members = Object.entries(typeof json === "object" && json !== null ? json : {});
  const uri: unknown = members.find(([member]) => member === "@odata.id")?.[1];
  if (typeof uri !== "string") {
    throw unreadable(name, textOf(values, name));
  }
  return uri;
};
