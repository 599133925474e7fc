const whole = /^[+-]?\d+$/;
const decimal = /^[+-]?\d+(?:\.\d+)?$/;
const floating = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** What a number looks like as text, by the `AttributeType` of its column. */
const patterns: ReadonlyMap<string | undefined, RegExp> = new Map([
  ["BigInt", whole],
  ["Decimal", decimal],
  ["Double", floating],
  ["Integer", whole],
  ["Money", decimal],
]);

export const takesNumber = (type: string | undefined): boolean => patterns.has(type);

/**
 * Text as the JSON number that a column of this type takes, digit by digit: a double would lose some of those of a big
 * integer or a long decimal. Undefined when it is no such number, or the column takes none.
 */
export const numberText = (type: string | undefined, text: string): string | undefined =>
  patterns.get(type)?.test(text.trim()) === true
    ? text
        .trim()
        .replace(/^\+/, "")
        .replace(/^(-?)0+(?=\d)/, "$1")
    : undefined;
