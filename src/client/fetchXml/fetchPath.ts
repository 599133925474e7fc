import { percentEncode } from "../odata/literal.ts";

/** The path of a FetchXML query, relative to the service root. It is encoded once (Microsoft, "Use FetchXML with the Web API"). */
export const fetchPath = (entitySet: string, xml: string): string =>
  `${entitySet}?fetchXml=${percentEncode(xml)}`;
