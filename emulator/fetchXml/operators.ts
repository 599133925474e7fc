import { between, during } from "../query/conditions.ts";
import type { ColumnPath, Comparison, Condition } from "../query/model.ts";
import {
  type DateRange,
  type DateUnit,
  dayOf,
  lastUnits,
  nextUnits,
  olderThan,
  wholeUnit,
} from "../query/relativeDate.ts";
import type { Value } from "../store/columnStore.ts";

/** Which columns an operator is for. */
export type ColumnFamily = "any" | "text" | "date" | "id" | "choices";

/** What operators know beyond their values: the time, and who asks. */
export interface Circumstances {
  readonly now: number;
  readonly userId: string;
  readonly businessUnitId: string;
}

export interface Operand {
  readonly path: ColumnPath;
  /** As the column's type; whole numbers for the `-x-` operators. */
  readonly values: readonly Value[];
  readonly circumstances: Circumstances;
}

export interface Operator {
  readonly family: ColumnFamily;
  /** How many values it takes. */
  readonly values: number | "many";
  /** What its values are: of the column's type, text to match, or a number of time units. */
  readonly reads: "column" | "text" | "amount";
  readonly build: (operand: Operand) => Condition;
}

const [firstValue, secondValue] = [
  ({ values }: Operand): Value => values[0] ?? null,
  ({ values }: Operand): Value => values[1] ?? null,
];

/** Operators that compare, also with another column. */
export const comparisons: Readonly<Record<string, Comparison>> = {
  eq: "eq",
  ne: "ne",
  neq: "ne",
  gt: "gt",
  ge: "ge",
  lt: "lt",
  le: "le",
};

const compared = (operator: Comparison): Operator => ({
  family: "any",
  values: 1,
  reads: "column",
  build: (operand) => ({ kind: "compareValue", operator, path: operand.path, value: firstValue(operand) }),
});

const nullCheck = (operator: "eq" | "ne"): Operator => ({
  family: "any",
  values: 0,
  reads: "column",
  build: ({ path }) => ({ kind: "compareValue", operator, path, value: null }),
});

const matching = (pattern: (text: string) => string, negated = false): Operator => ({
  family: "text",
  values: 1,
  reads: "text",
  build: (operand) => ({
    kind: "like",
    path: operand.path,
    pattern: pattern(String(firstValue(operand))),
    negated,
  }),
});

const listed = (negated: boolean): Operator => ({
  family: "any",
  values: "many",
  reads: "column",
  build: ({ path, values }) => ({ kind: "in", path, values, negated }),
});

const ranged = (negated: boolean): Operator => ({
  family: "any",
  values: 2,
  reads: "column",
  build: (operand) => between(operand.path, [firstValue(operand), secondValue(operand)], negated),
});

const chosen = (negated: boolean): Operator => ({
  family: "choices",
  values: "many",
  reads: "amount",
  build: ({ path, values }) => ({ kind: "containsChoice", path, choices: values.map(Number), negated }),
});

const identified = (operator: "eq" | "ne", id: (who: Circumstances) => string): Operator => ({
  family: "id",
  values: 0,
  reads: "column",
  build: ({ path, circumstances }) => ({ kind: "compareValue", operator, path, value: id(circumstances) }),
});

const at = (range: (now: number) => DateRange): Operator => ({
  family: "date",
  values: 0,
  reads: "column",
  build: ({ path, circumstances }) => during(path, range(circumstances.now)),
});

const onDay = (range: (day: DateRange) => DateRange): Operator => ({
  family: "date",
  values: 1,
  reads: "column",
  build: (operand) => during(operand.path, range(dayOf(Number(firstValue(operand))))),
});

const counted = (
  range: (now: number, unit: DateUnit, amount: number) => DateRange,
  unit: DateUnit,
): Operator => ({
  family: "date",
  values: 1,
  reads: "amount",
  build: (operand) =>
    during(operand.path, range(operand.circumstances.now, unit, Number(firstValue(operand)))),
});

const wholeUnits: readonly DateUnit[] = ["week", "month", "year"];
const countedUnits: readonly DateUnit[] = ["hour", "day", "week", "month", "year"];

const relative: readonly (readonly [string, Operator])[] = [
  ...wholeUnits.flatMap((unit) => [
    [`last-${unit}`, at((now) => wholeUnit(now, unit, -1))] as const,
    [`this-${unit}`, at((now) => wholeUnit(now, unit, 0))] as const,
    [`next-${unit}`, at((now) => wholeUnit(now, unit, 1))] as const,
  ]),
  ...countedUnits.flatMap((unit) => [
    [`last-x-${unit}s`, counted(lastUnits, unit)] as const,
    [`next-x-${unit}s`, counted(nextUnits, unit)] as const,
    [`olderthan-x-${unit}s`, counted(olderThan, unit)] as const,
  ]),
  ["olderthan-x-minutes", counted(olderThan, "minute")],
];

const id = (text: string): string => text;

/** The operators by name (Microsoft, condition operator values). */
export const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ...Object.entries(comparisons).map(([name, operator]) => [name, compared(operator)] as const),
  ["null", nullCheck("eq")],
  ["not-null", nullCheck("ne")],
  ["like", matching(id)],
  ["not-like", matching(id, true)],
  ["begins-with", matching((text) => `${text}%`)],
  ["not-begin-with", matching((text) => `${text}%`, true)],
  ["ends-with", matching((text) => `%${text}`)],
  ["not-end-with", matching((text) => `%${text}`, true)],
  ["in", listed(false)],
  ["not-in", listed(true)],
  ["between", ranged(false)],
  ["not-between", ranged(true)],
  ["contain-values", chosen(false)],
  ["not-contain-values", chosen(true)],
  ["eq-userid", identified("eq", ({ userId }) => userId)],
  ["ne-userid", identified("ne", ({ userId }) => userId)],
  ["eq-businessid", identified("eq", ({ businessUnitId }) => businessUnitId)],
  ["ne-businessid", identified("ne", ({ businessUnitId }) => businessUnitId)],
  ["on", onDay((day) => day)],
  ["on-or-before", onDay(({ to }) => ({ to }))],
  ["on-or-after", onDay(({ from }) => ({ from }))],
  ["today", at((now) => wholeUnit(now, "day", 0))],
  ["yesterday", at((now) => wholeUnit(now, "day", -1))],
  ["tomorrow", at((now) => wholeUnit(now, "day", 1))],
  ["last-seven-days", at((now) => lastUnits(now, "day", 7))],
  ["next-seven-days", at((now) => nextUnits(now, "day", 7))],
  ...relative,
]);

/** Operators of the service for hierarchies, teams, languages and fiscal calendars. */
export const isKnownElsewhere = (name: string): boolean =>
  /^(above|under|not-under|eq-or-above|eq-or-under|eq-userlanguage|eq-useroruserhierarchy|eq-useroruserhierarchyandteams|eq-useroruserteams|eq-userteams)$/.test(
    name,
  ) || /(^|-)fiscal-(periods?|years?)(-|$)/.test(name);
