import { DataverseError } from "../errors/dataverseError.ts";
import { printXml, type XmlElement } from "./xml.ts";

const refusal = (code: string, message: string): DataverseError => new DataverseError(400, code, message);

/** Not well-formed; most often a paging cookie or a value that was not escaped. */
export const invalidXml = () => refusal("0x80040201", "Invalid XML.");

export const emptyFetch = () => refusal("0x80040203", "Expected non-empty string.");

export const noEntity = () => refusal("0x80041102", "Entity Name was not specified in FetchXml String.");

export const unknownTable = (name: string) =>
  refusal(
    "0x80041102",
    `The entity with a name = '${name}' with namemapping = 'Logical' was not found in the MetadataCache.`,
  );

/** The service names the table by its schema name here. */
export const unknownColumn = (schemaName: string, column: string) =>
  refusal(
    "0x80041103",
    `'${schemaName}' entity doesn't contain attribute with Name = '${column}' and NameMapping = 'Logical'.`,
  );

/** The set of the URL is another table's than the query's. */
export const otherTable = () =>
  refusal(
    "0x80041128",
    "The entity name specified in fetchxml does not match the entity name specified in the Entity or Query Expression.",
  );

export const invalidNode = (valid: readonly string[], element: XmlElement) =>
  refusal(
    "0x8004111c",
    `Invalid Child Node, valid nodes are ${valid.join(", ")}. NodeName = ${element.name} NodeXml = ${printXml(element)}`,
  );

export const missingAttribute = (name: string, element: XmlElement) =>
  refusal("0x8004111e", `Required attribute '${name}' is missing. NodeXml : ${printXml(element)}`);

export const invalidFlag = (code: string, name: string) =>
  refusal(code, `The only valid values for ${name} attribute are 'true', 'false', '1', and '0'.`);

export const invalidArgument = (message: string) => refusal("0x80040203", message);

export const topWithPaging = (attribute: string) =>
  invalidArgument(`The top attribute can't be specified with paging attribute ${attribute}`);

export const unknownOperator = (operator: string) =>
  refusal("0x80041120", `Unknown Condition Operator: ${operator}`);

export const badCondition = (column: string, problem: string) =>
  refusal("0x80041106", `Condition for attribute '${column}': ${problem}`);

export const invalidLinkType = () =>
  refusal(
    "0x80041117",
    "The only valid values for link-type attribute are 'natural', 'inner', 'in', 'exists', 'matchfirstrowusingcrossapply', and 'outer'.",
  );

export const invalidFilterType = () =>
  refusal("0x80041122", "The only valid values for filter type attribute are 'and' and 'or'.");

export const invalidAlias = (alias: string) =>
  refusal(
    "0x80041109",
    `Invalid character specified for alias: ${alias}. Only characters within the ranges [A-Z], [a-z] or [0-9] or _ are allowed.  The first character may only be in the ranges [A-Z], [a-z] or _.`,
  );

export const missingAlias = (element: XmlElement) =>
  refusal(
    "0x8004110b",
    `An alias has to be specified for an attribute of an aggregate query. NodeXml : ${printXml(element)}`,
  );

export const neitherGroupNorAggregate = (element: XmlElement) =>
  refusal(
    "0x80041107",
    `An attribute can not be requested when an aggregate operation has been specified and its neither groupby nor aggregate.  NodeXml : ${printXml(element)}`,
  );

export const unknownAlias = (alias: string) =>
  refusal("0x8004110a", `The alias '${alias}' does not exist in the query.`);

export const tooManyLinks = () =>
  refusal("0x8004430d", "Number of link entities in query exceeded maximum limit.");

/** Microsoft, Use elastic tables. */
export const linksNotSupported = () => refusal("0x80048d0b", "Link entities are not supported.");

/** Microsoft, Filter rows using FetchXml. */
export const tooManyConditions = () =>
  refusal("0x8004430c", "Number of conditions in query exceeded maximum limit.");

export const invalidAggregateFunction = (name: string) =>
  refusal("0x8004111a", `Invalid aggregate function '${name}'.`);

export const orderNeedsAlias = () =>
  refusal(
    "0x80041107",
    "An attribute can not be specified for an order clause for an aggregate Query. Use an alias",
  );
