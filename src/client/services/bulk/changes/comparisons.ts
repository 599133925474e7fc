import { parseGuid } from "../../../odata/guid.ts";
import { canonicalNumber } from "../keys/canonicalNumber.ts";
import { type Moment, parseMoment } from "../keys/moment.ts";

/** Whether writing a value would leave the value of a record as it is. True only when that is certain. */
export type Comparison = (wanted: unknown, current: unknown) => boolean;

/** No value is written as null and read as null. */
const orNone =
  (isSame: Comparison): Comparison =>
  (wanted, current) =>
    wanted === null || current === null ? wanted === current : isSame(wanted, current);

/** Compares what a reader makes of two values; what it cannot read is not the same. */
const by =
  <Value>(read: (value: unknown) => Value | undefined): Comparison =>
  (wanted, current) => {
    const value = read(wanted);
    return value !== undefined && value === read(current);
  };

/** Empty text is stored as no text. */
const textOrNone = (value: unknown): unknown => (value === "" ? null : value);

/**
 * Every character counts, its case and spaces at the end too: Dataverse keeps them, although it does not see them in
 * filters. Forms cut spaces off, the Web API does not.
 */
const isSameText: Comparison = (wanted, current) => {
  const isText = wanted === null || typeof wanted === "string";
  return isText && textOrNone(wanted) === textOrNone(current);
};

/** Text for a number column is sent as a number, see `numberText`. */
const numberIn = (value: unknown): string | undefined =>
  typeof value === "number" || typeof value === "string" ? canonicalNumber(String(value).trim()) : undefined;

const isSameNumber = by(numberIn);

/** A big integer in JSON has lost digits on the way into a JavaScript number. */
const isSameBigInteger: Comparison = (wanted, current) =>
  isSameNumber(wanted, current) && (typeof current !== "number" || Number.isSafeInteger(current));

const isScalar = (value: unknown): boolean => ["string", "number", "boolean"].includes(typeof value);

const isSameChoice = by((value) =>
  isScalar(value) && /^-?\d+$/.test(String(value)) ? canonicalNumber(String(value)) : undefined,
);

const booleans: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["1", true],
  ["false", false],
  ["0", false],
]);

const isSameBoolean = by((value) => (isScalar(value) ? booleans.get(String(value)) : undefined));

/** Several choices are a set, written as text: `1,2`. */
const choicesIn = (value: unknown): string | undefined => {
  const choices = typeof value === "string" ? value.split(",").map((choice) => choice.trim()) : [];
  return choices.length > 0 && choices.every((choice) => /^-?\d+$/.test(choice))
    ? [...new Set(choices)].toSorted().join(",")
    : undefined;
};

const areSameChoices: Comparison = (wanted, current) =>
  orNone(by(choicesIn))(textOrNone(wanted), textOrNone(current));

/**
 * Times are kept to the second: Microsoft's samples show no fractions. Should a fraction come back after all, it counts. A
 * date and a time are never the same: the type of the column takes only one of them.
 */
const isSameMoment: Comparison = (wanted, current) => {
  const [one, other] = [momentIn(wanted), momentIn(current)];
  return (
    one !== undefined &&
    other !== undefined &&
    one.hasTime === other.hasTime &&
    one.seconds === other.seconds &&
    (other.fraction === "" || one.fraction === other.fraction)
  );
};

const momentIn = (value: unknown): Moment | undefined =>
  typeof value === "string" ? parseMoment(value) : undefined;

const isSameGuid = by((value) => (typeof value === "string" ? parseGuid(value) : undefined));

const reference = /^(?:[^?#\s()]*\/)?[A-Za-z_]\w*\(([^()]*)\)$/;

/** The GUID in `/contacts(…)`, `contacts(…)` or a record's absolute URL. */
const boundId = (value: unknown): string | undefined =>
  typeof value === "string" ? parseGuid(reference.exec(value)?.[1] ?? "") : undefined;

/** What `@odata.bind` binds, and the GUID in the lookup's column. An alternate key leads to a GUID that is not known here. */
export const isSameReference: Comparison = orNone((wanted, current) => {
  const id = boundId(wanted);
  return id !== undefined && isSameGuid(id, current);
});

/** A navigation property without `@odata.bind` takes null, or a record to create. */
export const areBothNone: Comparison = (wanted, current) => wanted === null && current === null;

/** By `AttributeType`. Virtual columns are those with several choices, and files and images, which cannot be compared. */
export const comparisons: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ["String", isSameText],
  ["Memo", isSameText],
  ["EntityName", isSameText],
  ["Integer", orNone(isSameNumber)],
  ["BigInt", orNone(isSameBigInteger)],
  ["Decimal", orNone(isSameNumber)],
  ["Double", orNone(isSameNumber)],
  ["Money", orNone(isSameNumber)],
  ["Picklist", orNone(isSameChoice)],
  ["State", orNone(isSameChoice)],
  ["Status", orNone(isSameChoice)],
  ["Boolean", orNone(isSameBoolean)],
  ["DateTime", orNone(isSameMoment)],
  ["Uniqueidentifier", orNone(isSameGuid)],
  ["Virtual", areSameChoices],
]);
