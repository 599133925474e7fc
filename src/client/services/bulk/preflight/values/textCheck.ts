import type { Column } from "../definitions/column.ts";
import { unfit, type ValueCheck } from "./valueCheck.ts";

/** Text: nothing is converted to it. Its length is counted in UTF-16 units, as .NET counts. */
export const textCheck =
  ({ maxLength = Number.POSITIVE_INFINITY }: Column): ValueCheck =>
  (value) => {
    if (typeof value !== "string") {
      return unfit("text", value, typeof value === "number" ? "put it in quotes" : "");
    }
    return value.length > maxLength
      ? `is ${value.length} characters long, but takes at most ${maxLength}: shorten it`
      : undefined;
  };
