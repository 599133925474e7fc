import { createHash, randomUUID } from "node:crypto";

const guidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Reads `8-4-4-4-12` hexadecimal text in any case and gives it in lower case, as the service prints it. */
export const parseGuid = (text: string): string | undefined =>
  guidShape.test(text) ? text.toLowerCase() : undefined;

export const newGuid = (): string => randomUUID();

/** The same GUID for the same text in every run: for metadata ids and the records every organization has. */
export const stableGuid = (text: string): string => {
  const hex = createHash("sha1").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
