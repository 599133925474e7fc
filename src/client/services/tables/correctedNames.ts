import type { DataverseError } from "../../errors.ts";
import { restated } from "../../http/restated.ts";
import type { ServiceContext } from "../serviceContext.ts";
import { closestNames } from "./closestNames.ts";
import { type NameKind, readTableNames, soleMatch, type TableNames } from "./tableNames.ts";

/** How calls of one sort name their table. */
export interface NameRule {
  /** The kinds of name people type instead, the one that the calls need first. */
  readonly kinds: readonly [needed: NameKind, ...others: readonly NameKind[]];
  /** What the needed name is called: "entity set". */
  readonly called: string;
  /** True for the answer to a name that Dataverse does not know; it proves that nothing was read or written. */
  readonly isUnknown: (error: unknown, name: string) => error is DataverseError;
}

export interface NamedCall<Result> {
  /** The label of the input that the name was typed into. */
  readonly input: string;
  readonly name: string;
  readonly call: (name: string) => Promise<Result>;
}

/** Makes a call, and once more with the right name when the table was named in another way. */
export type CorrectedNames = <Result>(named: NamedCall<Result>) => Promise<Result>;

const REMEMBERED_NAMES = 100;

/** Names that had to be corrected are remembered for as long as the function that is returned lives. */
export const createCorrectedNames = (context: ServiceContext, rule: NameRule): CorrectedNames => {
  const corrections = new Map<string, string>();
  return async ({ input, name, call }) => {
    const used = corrections.get(name) ?? name;
    try {
      return await call(used);
    } catch (error) {
      if (!rule.isUnknown(error, used)) {
        throw error;
      }
      const corrected = await correct(context, rule, { input, name: used, error });
      if (corrections.size < REMEMBERED_NAMES) {
        corrections.set(name, corrected);
      }
      return call(corrected);
    }
  };
};

export interface WrongName {
  readonly input: string;
  readonly name: string;
  readonly error: DataverseError;
}

const correct = async (context: ServiceContext, rule: NameRule, wrong: WrongName): Promise<string> => {
  const { input, name, error } = wrong;
  const [needed] = rule.kinds;
  const tables = await readTableNames(context, name);
  if (tables === undefined || tables.some((table) => table[needed] === name)) {
    throw error;
  }
  const reachable = tables.filter((table) => table[needed] !== "");
  const corrected = soleMatch(reachable, name, rule.kinds)?.[needed];
  if (corrected === undefined) {
    throw unknownTable(reachable, rule, wrong);
  }
  context.log.warn(
    `${input} "${name}" is not the name of ${withArticle(rule.called)}; "${corrected}" was used. Set ${input} to ${corrected} to save two requests.`,
  );
  return corrected;
};

const withArticle = (noun: string): string => `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;

/** The error that was caused by a wrong name, with the names that may have been meant, for calls not made again. */
export const withTableSuggestion = async (
  context: ServiceContext,
  rule: NameRule,
  wrong: WrongName,
): Promise<DataverseError> => {
  const [needed] = rule.kinds;
  const tables = rule.isUnknown(wrong.error, wrong.name)
    ? await readTableNames(context, wrong.name)
    : undefined;
  return tables === undefined || tables.some((table) => table[needed] === wrong.name)
    ? wrong.error
    : unknownTable(
        tables.filter((table) => table[needed] !== ""),
        rule,
        wrong,
      );
};

const unknownTable = (
  tables: readonly TableNames[],
  { kinds, called }: NameRule,
  { input, name, error }: WrongName,
): DataverseError => {
  const [needed] = kinds;
  const match = soleMatch(tables, name, kinds);
  const closest = closestNames(
    name,
    tables.map((table) => table[needed]),
    3,
  );
  const suggestions = (match === undefined ? closest : [match[needed]]).map(
    (suggestion) => `'${suggestion}'`,
  );
  return restated(error, {
    kind: "notFound",
    what: `${input} names no table: there is no ${called} '${name}'`,
    hint:
      suggestions.length === 0
        ? "The action List Entity Types lists the names that can be used."
        : `Did you mean ${suggestions.join(" or ")}?`,
  });
};
