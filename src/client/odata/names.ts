import { invalidInput } from "../errors.ts";

/** Simple identifiers of OData 4.0, as far as Dataverse uses them: ASCII letters, digits and underscores. */
const identifier = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;

export const isIdentifier = (text: string): boolean => identifier.test(text);

/** User text as it is quoted back in a sentence: one line, not longer than a line. */
export const quoted = (text: string): string => {
  const oneLine = text.replace(/\s+/g, " ");
  return oneLine.length > 80 ? `"${oneLine.slice(0, 80)}…"` : `"${oneLine}"`;
};

/**
 * The name of an entity set as it may enter a path. Anything that could break out of its segment (`accounts?$filter=…`,
 * `accounts(id)/Microsoft.Dynamics.CRM.X`, `../`) is refused.
 */
export const entitySetName = (text: string): string => {
  const name = text.trim();
  if (name === "") {
    throw invalidInput(
      "Entity Type is empty. Enter the entity set name of the table, such as accounts or contacts.",
    );
  }
  if (!isIdentifier(name)) {
    throw invalidInput(
      `Entity Type ${quoted(name)} is not the name of a table. Enter the entity set name alone, such as accounts or contacts: letters, digits and underscores.`,
    );
  }
  return name;
};

/** The name of a column as it may enter a query; `input` is the label of the input it came from. */
export const columnName = (input: string, text: string): string => {
  const name = text.trim();
  if (!isIdentifier(name)) {
    throw invalidInput(
      `${input} ${quoted(name)} is not the name of a column. Enter the logical name, such as name or emailaddress1, or _primarycontactid_value for a lookup.`,
    );
  }
  return name;
};
