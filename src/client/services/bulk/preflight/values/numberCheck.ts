import { numberText } from "../../../records/numberText.ts";
import type { Column } from "../definitions/column.ts";
import { unfit, type ValueCheck } from "./valueCheck.ts";

const A_WHOLE_NUMBER = "a whole number such as 1200";
const A_NUMBER = "a number such as 1200.50, with a point and without thousands separators";

/** What the type itself takes, where the column says nothing narrower. */
const LIMITS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ["Integer", [-2_147_483_648, 2_147_483_647]],
]);

const NO_LIMITS = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

/**
 * A number, or text that is written as one. Of a number with more decimals than the column's precision Dataverse keeps as
 * many as the column has, so that is no problem.
 */
export const numberCheck = ({ type, minValue, maxValue }: Column): ValueCheck => {
  const isWhole = type === "Integer" || type === "BigInt";
  const isOne = isWhole ? Number.isInteger : Number.isFinite;
  const [lowest, highest] = LIMITS.get(type) ?? NO_LIMITS;
  const [least, greatest] = [minValue ?? lowest, maxValue ?? highest];
  return (value) => {
    const number = typeof value === "string" ? Number(numberText(type, value) ?? Number.NaN) : value;
    if (typeof number !== "number" || !isOne(number)) {
      return unfit(isWhole ? A_WHOLE_NUMBER : A_NUMBER, value);
    }
    return number < least || number > greatest
      ? `is ${number}, but takes ${range(least, greatest)}`
      : undefined;
  };
};

const range = (least: number, greatest: number): string => {
  if (!Number.isFinite(least)) {
    return `at most ${greatest}`;
  }
  return Number.isFinite(greatest) ? `${least} to ${greatest}` : `at least ${least}`;
};
