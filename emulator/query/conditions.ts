import type { Value } from "../store/columnStore.ts";
import type { ColumnPath, Condition } from "./model.ts";
import type { DateRange } from "./relativeDate.ts";

/** Both ends included. The negated form keeps rows without a value. */
export const between = (
  path: ColumnPath,
  [low, high]: readonly [Value, Value],
  negated: boolean,
): Condition =>
  negated
    ? {
        kind: "or",
        conditions: [
          { kind: "compareValue", operator: "lt", path, value: low },
          { kind: "compareValue", operator: "gt", path, value: high },
          { kind: "compareValue", operator: "eq", path, value: null },
        ],
      }
    : {
        kind: "and",
        conditions: [
          { kind: "compareValue", operator: "ge", path, value: low },
          { kind: "compareValue", operator: "le", path, value: high },
        ],
      };

/** Within a range of time, its end excluded. An open range needs a value all the same. */
export const during = (path: ColumnPath, { from, to }: DateRange): Condition => ({
  kind: "and",
  conditions: [
    ...(from === undefined ? [] : [{ kind: "compareValue", operator: "ge", path, value: from } as const]),
    ...(to === undefined ? [] : [{ kind: "compareValue", operator: "lt", path, value: to } as const]),
  ],
});
