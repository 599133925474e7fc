import { parseGuid } from "../../../../odata/guid.ts";
import { unfit, type ValueCheck } from "./valueCheck.ts";

const BARE_GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** A GUID as OData writes it. */
export const idCheck: ValueCheck = (value) => {
  if (typeof value === "string" && BARE_GUID.test(value)) {
    return undefined;
  }
  const id = typeof value === "string" ? parseGuid(value) : undefined;
  return unfit("a GUID", value, id === undefined ? "" : `write it as ${id}`);
};
