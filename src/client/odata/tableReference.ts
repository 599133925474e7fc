import { invalidInput } from "../errors.ts";
import { parseGuid } from "./guid.ts";
import { percentEncode, textLiteral } from "./literal.ts";
import { isIdentifier, quoted } from "./names.ts";

/** What names a table where its definition is asked for. */
export interface TableReference {
  /** The label of the input that it was typed into. */
  readonly input: string;
  /** Its id (`MetadataId`), bare and lower case, or one of its names: logical name, schema name, entity set name. */
  readonly by: "metadataId" | "name";
  /**
   * A name is in lower case: so are all logical names (Microsoft, "Table definitions in Microsoft Dataverse"), and the
   * schema name differs from the logical name by its case alone.
   */
  readonly value: string;
}

const forms = "Enter the table's logical name, such as account, its entity set name, or its MetadataId.";

/** Reads what a table is named by. `input` is the label that the sentences of refusal begin with. */
export const parseTableReference = (input: string, text: string): TableReference => {
  const name = text.trim();
  if (name === "") {
    throw invalidInput(`${input} is empty. ${forms}`);
  }
  const id = parseGuid(name);
  if (id !== undefined) {
    return { input, by: "metadataId", value: id };
  }
  if (!isIdentifier(name)) {
    throw invalidInput(`${input} ${quoted(name)} is not the name of a table. ${forms}`);
  }
  return { input, by: "name", value: name.toLowerCase() };
};

/** `EntityDefinitions(LogicalName='account')`, or by the GUID that is the `MetadataId`. */
export const tableDefinitionPath = ({ by, value }: Pick<TableReference, "by" | "value">): string =>
  by === "metadataId"
    ? `EntityDefinitions(${value})`
    : `EntityDefinitions(LogicalName=${percentEncode(textLiteral(value).literal)})`;
