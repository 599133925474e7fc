import type { DataRequest } from "../server/message.ts";
import { invalidTransfer } from "./refusals.ts";

/** Companion columns and headers hold no more. */
const longestName = 200;

/** A name without anything that would break a header or a path. */
export const checkFileName = (name: string): string => {
  if (name === "" || name.length > longestName || /[\p{Cc}\\/:*?"<>|]/u.test(name)) {
    throw invalidTransfer(`The file name '${name}' is not valid.`);
  }
  return name;
};

/**
 * The name an upload carries. The header wins over the query parameter and takes ASCII only (Microsoft, Use file
 * column data).
 */
export const uploadedName = ({ header, options }: DataRequest): string => {
  const name = header("x-ms-file-name");
  if (name === undefined || name === "") {
    return checkFileName(options.get("x-ms-file-name") ?? "");
  }
  if (!/^[ -~]*$/.test(name)) {
    throw invalidTransfer(
      "The header x-ms-file-name takes ASCII characters only: use the query parameter x-ms-file-name for other names.",
    );
  }
  return checkFileName(name);
};

/** A name as a header can carry it: what is not ASCII is percent-encoded. */
export const headerName = (name: string): string => name.replace(/[^ -~]+/gu, encodeURIComponent);
