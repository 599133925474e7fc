import type { Value } from "./columnStore.ts";

/** Text as the service compares it: without regard to case, nor to blanks at the end (SQL Server's rule). */
export const foldText = (text: string): string => text.toLowerCase().trimEnd();

const compareText = (left: string, right: string): number => {
  const [a, b] = [foldText(left), foldText(right)];
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
};

/** Orders two values of one column ascending: null first, as SQL Server does; text without regard to case. */
export const compareValues = (left: Value, right: Value): number => {
  if (left === null || right === null) {
    return Number(left !== null) - Number(right !== null);
  }
  return typeof left === "string" && typeof right === "string"
    ? compareText(left, right)
    : Number(left) - Number(right);
};
