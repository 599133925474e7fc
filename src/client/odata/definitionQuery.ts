import { encodeExpression, textLiteral } from "./literal.ts";

/** What to read of definitions, in OData's own expressions. Definitions know no order, no count and no pages. */
export interface DefinitionQuery {
  /** Names of properties such as `LogicalName`; all of them when empty. `MetadataId` always comes along. */
  readonly select?: readonly string[] | undefined;
  readonly filter?: string | undefined;
  readonly expand?: string | undefined;
}

/** The query string with its question mark, or nothing when the query asks for nothing. */
export const definitionQuery = ({ select = [], filter = "", expand = "" }: DefinitionQuery): string => {
  const options = [
    ["$select", select.join(",")],
    ["$filter", filter],
    ["$expand", expand],
  ]
    .filter(([, value]) => value !== "")
    .map(([name, value = ""]) => `${name}=${encodeExpression(value)}`);
  return options.length === 0 ? "" : `?${options.join("&")}`;
};

/** The condition for a definition's property to be a text. */
export const equalsText = (property: string, text: string): string =>
  `${property} eq ${textLiteral(text).literal}`;

/**
 * The condition for a definition's property to be one of several texts; one alone is compared plainly. Chains of `or`
 * are refused beyond ten names (markcarrington.dev, "Faster Web API Metadata Access"), and Microsoft's clients filter
 * definitions by `In`, too (PowerPlatform-DataverseClient-Python). The list is JSON, since a single quote inside of
 * single quotes would end its text (Microsoft, "Filter rows using OData").
 */
export const isOneOf = (property: string, texts: readonly string[]): string => {
  const [first, ...others] = texts;
  return first !== undefined && others.length === 0
    ? equalsText(property, first)
    : `Microsoft.Dynamics.CRM.In(PropertyName='${property}',PropertyValues=${JSON.stringify(texts)})`;
};
