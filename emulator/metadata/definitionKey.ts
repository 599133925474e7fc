import { badRequestUrl } from "../errors/refusals.ts";
import { parseLiteral } from "../odata/literal.ts";
import type { Definition } from "./definition.ts";

/** Reads the key of a definition: a `MetadataId`, or `LogicalName='x'`. Gives the test that finds it. */
export const parseDefinitionKey = (text: string): ((definition: Definition) => boolean) => {
  const [, name = "MetadataId", value = ""] = /^(?:(\w+)\s*=)?(.*)$/s.exec(text.trim()) ?? [];
  const literal = parseLiteral(value.trim());
  const isKey =
    (name === "MetadataId" && literal?.kind === "guid") ||
    (name === "LogicalName" && literal?.kind === "string");
  if (!isKey || literal === undefined || !("value" in literal)) {
    throw badRequestUrl();
  }
  return (definition) => definition[name] === literal.value;
};
