import type { Column } from "../definitions/column.ts";
import type { Option } from "../definitions/option.ts";
import { choiceCheck, choicesCheck, yesNoCheck } from "./choiceChecks.ts";
import { dayCheck, momentCheck } from "./dateChecks.ts";
import { idCheck } from "./idCheck.ts";
import { imageCheck } from "./imageCheck.ts";
import { numberCheck } from "./numberCheck.ts";
import { textCheck } from "./textCheck.ts";
import { anyValue, type ValueCheck } from "./valueCheck.ts";

type CheckOfType = (column: Column, options: readonly Option[]) => ValueCheck;

const CHECKS: ReadonlyMap<string, CheckOfType> = new Map<string, CheckOfType>([
  ["BigInt", numberCheck],
  ["Boolean", (_, options) => yesNoCheck(options)],
  ["DateTime", ({ isDateOnly }) => (isDateOnly ? dayCheck : momentCheck)],
  ["Decimal", numberCheck],
  ["Double", numberCheck],
  ["EntityName", textCheck],
  ["Image", imageCheck],
  ["Integer", numberCheck],
  ["Memo", textCheck],
  ["Money", numberCheck],
  ["MultiSelectPicklist", (_, options) => choicesCheck(options)],
  ["Picklist", (_, options) => choiceCheck(options)],
  ["State", (_, options) => choiceCheck(options)],
  ["Status", (_, options) => choiceCheck(options)],
  ["String", textCheck],
  ["Uniqueidentifier", () => idCheck],
]);

/** What the values of a column are checked by, unless it is a lookup. Of types without an entry nothing is known. */
export const columnCheck = (column: Column, options: readonly Option[]): ValueCheck =>
  CHECKS.get(column.type)?.(column, options) ?? anyValue;
