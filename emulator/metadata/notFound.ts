import { DataverseError } from "../errors/dataverseError.ts";
import { parseLiteral } from "../odata/literal.ts";

const emptyId = "00000000-0000-0000-0000-000000000000";

const partsOf = (key: string): { readonly name: string; readonly id: string } => {
  const literal = parseLiteral(key.slice(key.indexOf("=") + 1).trim());
  return {
    name: literal?.kind === "string" ? literal.value : "",
    id: literal?.kind === "guid" ? literal.value : emptyId,
  };
};

const missing =
  (sentence: (parts: { readonly name: string; readonly id: string }) => string) =>
  (key: string): DataverseError =>
    new DataverseError(404, "0x80040217", sentence(partsOf(key)));

export const noSuchTable = missing(
  ({ name, id }) => `Could not find an entity with name ${name} and id ${id}.`,
);
export const noSuchColumn = missing(({ name, id }) =>
  name === ""
    ? `Could not find an attribute with specified id: ${id}`
    : `Could not find an attribute with specified name: ${name}`,
);
export const noSuchRelationship = missing(
  ({ name, id }) => `Could not find a relationship with name ${name} and id ${id}.`,
);
export const noSuchKey = missing(({ name, id }) => `Could not find a key with name ${name} and id ${id}.`);
export const noSuchChoice = missing(
  ({ name, id }) => `Could not find an option set with name ${name} and id ${id}.`,
);
