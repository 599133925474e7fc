import { payloadError } from "../../errors/refusals.ts";
import { complexMembers, type Kind, typeName } from "../kinds/kind.ts";
import { isJson, type Json } from "./body.ts";

const isWhole = (value: unknown): boolean => Number.isInteger(value);
const isNumber = (value: unknown): boolean => typeof value === "number";
const isText = (value: unknown): boolean => typeof value === "string";

/** What the JSON of a primitive property may be. */
const fits: Readonly<Record<string, (value: unknown) => boolean>> = {
  "Edm.Boolean": (value) => typeof value === "boolean",
  "Edm.DateTimeOffset": isText,
  "Edm.Decimal": isNumber,
  "Edm.Double": isNumber,
  "Edm.Guid": isText,
  "Edm.Int32": isWhole,
  "Edm.Int64": isWhole,
  "Edm.String": isText,
};

const problemWith = (type: string, value: unknown): string | undefined => {
  if (value === null) {
    return undefined;
  }
  if (Object.hasOwn(complexMembers, type) || type === typeName("Label")) {
    return isJson(value)
      ? undefined
      : "An unexpected 'PrimitiveValue' node was found when reading from the JSON reader. A 'StartObject' node was expected.";
  }
  return fits[type]?.(value) === false
    ? `Cannot convert the literal '${String(value)}' to the expected type '${type}'.`
    : undefined;
};

/** Refuses values of another type than their property has, as the service's reader does. */
export const checkValues = <S>(json: Json, { properties }: Kind<S>): void => {
  for (const [name, value] of Object.entries(json)) {
    const type = Object.hasOwn(properties, name) ? properties[name]?.type : undefined;
    const problem = type === undefined ? undefined : problemWith(type, value);
    if (problem !== undefined) {
      throw payloadError("EntityDefinitions", problem);
    }
  }
};
