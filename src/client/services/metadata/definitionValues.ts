import { isJsonObject, type JsonObject } from "../jsonObject.ts";

/** A text property of a definition; null when it is absent, null or empty. */
export const textIn = (definition: JsonObject, property: string): string | null => {
  const value = definition[property];
  return typeof value === "string" && value !== "" ? value : null;
};

/**
 * A yes/no property of a definition, whether it is a plain boolean or a managed property, whose `Value` says it (Microsoft,
 * "BooleanManagedProperty ComplexType"). Absent and null are no.
 */
export const flagIn = (definition: JsonObject, property: string): boolean => {
  const value = definition[property];
  return value === true || (isJsonObject(value) && value["Value"] === true);
};
