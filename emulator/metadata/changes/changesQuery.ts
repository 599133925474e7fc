import { badSyntax, notImplemented, unknownProperty } from "../../errors/refusals.ts";
import type { Kind } from "../kinds/kind.ts";
import { readProperty } from "../kinds/readProperty.ts";
import { isJson, type Json, listAt, objectAt, textAt } from "../writing/body.ts";

/** What one part of the query asks for: which items, and which of their properties. */
export interface PartQuery {
  readonly json: Json;
  /** Undefined means all. */
  readonly properties: ReadonlySet<string> | undefined;
}

export const partQuery = (json: Json | undefined): PartQuery => {
  const properties = objectAt(json ?? {}, "Properties") ?? {};
  return {
    json: json ?? {},
    properties:
      properties["AllProperties"] === true
        ? undefined
        : new Set(listAt(properties, "PropertyNames").map(String)),
  };
};

export const asksFor = ({ properties }: PartQuery, name: string): boolean =>
  properties === undefined || properties.has(name);

/** A managed property is compared by its value; all values are compared as text, as they are sent ("True"). */
const comparable = (value: unknown): string =>
  String(isJson(value) && "Value" in value ? value["Value"] : value).toLowerCase();

type Test<S> = (source: S) => boolean;

const compare = <S>(kind: Kind<S>, condition: Json): Test<S> => {
  const name = textAt(condition, "PropertyName") ?? "";
  if (!Object.hasOwn(kind.properties, name)) {
    throw unknownProperty(name, kind.type);
  }
  const value = objectAt(condition, "Value");
  const wanted = value === undefined ? "null" : comparable(value["Value"]);
  const read = (source: S): string => comparable(readProperty(kind.kindOf?.(source) ?? kind, source, name));
  switch (condition["ConditionOperator"]) {
    case "Equals":
      return (source) => read(source) === wanted;
    case "NotEquals":
      return (source) => read(source) !== wanted;
    case "GreaterThan":
      return (source) => Number(read(source)) > Number(wanted);
    case "LessThan":
      return (source) => Number(read(source)) < Number(wanted);
    default:
      throw notImplemented(
        `the ConditionOperator '${String(condition["ConditionOperator"])}' of RetrieveMetadataChanges`,
      );
  }
};

const bind = <S>(kind: Kind<S>, filter: Json): Test<S> => {
  const tests = [
    ...listAt(filter, "Conditions")
      .filter(isJson)
      .map((condition) => compare(kind, condition)),
    ...listAt(filter, "Filters")
      .filter(isJson)
      .map((inner) => bind(kind, inner)),
  ];
  return filter["FilterOperator"] === "Or" && tests.length > 0
    ? (source) => tests.some((test) => test(source))
    : (source) => tests.every((test) => test(source));
};

/** Compiles the `Criteria` of a part. */
export const criteria = <S>(kind: Kind<S>, { json }: PartQuery): Test<S> =>
  bind(kind, objectAt(json, "Criteria") ?? {});

/** The parameters of the call: each is given by an alias, as its value has characters that a path cannot have. */
export const parameterOf = (
  call: string | undefined,
  aliases: ReadonlyMap<string, string>,
  name: string,
): unknown => {
  const alias = new RegExp(`(?:^|,)\\s*${name}\\s*=\\s*(@\\w+)`).exec(call ?? "")?.[1];
  const text = alias === undefined ? undefined : aliases.get(alias);
  if (text === undefined) {
    return undefined;
  }
  try {
    return JSON.parse(text.startsWith("'") ? JSON.stringify(text.slice(1, -1)) : text);
  } catch (error) {
    throw badSyntax(`The value of the parameter '${name}' cannot be read: ${String(error)}`);
  }
};
