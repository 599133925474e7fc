import type { Column } from "../definitions/column.ts";
import { unfit, type ValueCheck } from "./valueCheck.ts";

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** First bytes of the formats that an image column takes (Microsoft, "Use image column data"): PNG, JPEG, GIF, BMP, TIFF. */
const BEGINNING = /^(?:89504e470d0a1a0a|ffd8ff|474946383[79]61|424d|49492a00|4d4d002a)/;

/** 24 digits of base64 are 18 bytes. */
const firstBytes = (base64: string): string => Buffer.from(base64.slice(0, 24), "base64").toString("hex");

const sizeOf = (base64: string): number =>
  (base64.length / 4) * 3 - (base64.length - base64.replace(/=+$/, "").length);

/** A picture as base64. */
export const imageCheck =
  ({ maxSizeInKb }: Column): ValueCheck =>
  (value) => {
    if (typeof value !== "string" || value.length % 4 !== 0 || !BASE64.test(value)) {
      return unfit("a picture as base64", value);
    }
    if (!BEGINNING.test(firstBytes(value))) {
      return "is no picture that Dataverse can read: use PNG, JPEG, GIF, BMP or TIFF";
    }
    return maxSizeInKb !== undefined && sizeOf(value) > maxSizeInKb * 1024
      ? `is larger than ${maxSizeInKb} KB: use a smaller picture`
      : undefined;
  };
