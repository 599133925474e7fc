import { invalidInput } from "../errors.ts";
import { isIdentifier, quoted } from "../odata/names.ts";
import { readXml, type XmlRoot } from "./xml.ts";

/** A FetchXML query that is well-formed, with what paging has to know of it. */
export interface FetchQuery {
  /** The `<fetch>` element byte for byte, without what stands before and behind it. */
  readonly xml: string;
  /** How long its start tag is. */
  readonly tagLength: number;
  /** The logical name of the table it queries. */
  readonly entity: string;
  readonly top: number | undefined;
  readonly count: number | undefined;
  readonly page: number | undefined;
  /** The `paging-cookie`, with its XML escapes resolved. */
  readonly cookie: string | undefined;
  readonly returnsTotal: boolean;
}

/** Longer than any address may be (Microsoft, "Execute batch operations using the Web API": 64 KB inside a batch). */
const LONGEST = 65_536;

/**
 * Reads the input "XML Query". Refuses what is not well-formed, with line and column, what is no FetchXML, and document
 * types, whose entities Dataverse does not resolve. What stands around `<fetch>` (an XML declaration, comments) is left
 * behind: after a blank or a byte order mark, an XML declaration would not be XML.
 */
export const parseFetchXml = (text: string): FetchQuery => {
  if (text.length > LONGEST) {
    throw refused(
      `is ${text.length} characters long, but Dataverse takes at most ${LONGEST}. Split a long list of values over several queries.`,
    );
  }
  if (!/^[\s\ufeff]*</.test(text)) {
    throw refused(`must be FetchXML, which starts with <fetch>, but it starts with ${quoted(text.trim())}.`);
  }
  const root = readXml(text);
  if (root.kind === "problem") {
    const { reason, line, column } = root;
    throw refused(`is not well-formed XML at line ${line}, column ${column}: ${reason}.`);
  }
  const { attributes, start, tagEnd, end } = checked(root);
  return {
    xml: text.slice(start, end),
    tagLength: tagEnd - start,
    entity: entityOf(root),
    top: wholeNumber(attributes, "top"),
    count: wholeNumber(attributes, "count"),
    page: wholeNumber(attributes, "page"),
    cookie: attributes.get("paging-cookie")?.trim() || undefined,
    returnsTotal: ["true", "1"].includes(
      attributes.get("returntotalrecordcount")?.trim().toLowerCase() ?? "",
    ),
  };
};

const refused = (problem: string) => invalidInput(`XML Query ${problem}`);

const checked = (root: XmlRoot): XmlRoot => {
  if (root.hasDocumentType) {
    throw refused("has a <!DOCTYPE>, which Dataverse does not accept. Remove it.");
  }
  if (root.name !== "fetch") {
    throw refused(
      `must be a <fetch> element, but it is a <${root.name.slice(0, 80)}>. Copy the query as Advanced Find or a FetchXML tool shows it.`,
    );
  }
  return root;
};

const entityOf = ({ children }: XmlRoot): string => {
  const entities = children.filter(({ name }) => name === "entity");
  const name = entities[0]?.attributes.get("name")?.trim() ?? "";
  if (entities.length !== 1) {
    throw refused(
      `must have one <entity> directly inside of <fetch>, but it has ${entities.length || "none"}.`,
    );
  }
  if (name === "") {
    throw refused(
      'has an <entity> without a name. Write the logical name of the table, such as <entity name="account">.',
    );
  }
  if (!isIdentifier(name)) {
    throw refused(
      `has an <entity> named ${quoted(name)}, which cannot be the name of a table. Write its logical name, such as account.`,
    );
  }
  return name;
};

/** Blank counts as absent. */
const wholeNumber = (attributes: XmlRoot["attributes"], name: string): number | undefined => {
  const text = attributes.get(name)?.trim() ?? "";
  if (text === "") {
    return undefined;
  }
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (number < 1) {
    throw refused(`has ${name}="${text.slice(0, 40)}", which must be a whole number from 1.`);
  }
  return number;
};
