import { badSyntax } from "../errors/refusals.ts";
import { splitOutside } from "./split.ts";

/** One navigation property of `$expand` as written. */
export interface ExpandItem {
  readonly name: string;
  /** Whether it ends with `/$ref`: a link instead of the record. */
  readonly isReference: boolean;
  /** The options in its parentheses as written. */
  readonly text: string;
  readonly options: ReadonlyMap<string, string>;
}

const known: ReadonlySet<string> = new Set(["$select", "$filter", "$orderby", "$top", "$expand"]);

const unknownOption = (name: string) =>
  badSyntax(`The query option '${name}' is not supported inside $expand.`);

const parseOptions = (text: string): ReadonlyMap<string, string> => {
  const options = new Map<string, string>();
  for (const part of splitOutside(text, ";").filter((option) => option.trim() !== "")) {
    const at = part.indexOf("=");
    const name = part.slice(0, at).trim();
    if (at < 0 || !known.has(name)) {
      throw unknownOption(at < 0 ? part.trim() : name);
    }
    if (options.has(name)) {
      throw badSyntax(
        `Query option '${name}' was specified more than once, but it must be specified at most once.`,
      );
    }
    options.set(name, part.slice(at + 1).trim());
  }
  return options;
};

const parseItem = (text: string): ExpandItem => {
  const [, name, segment, options] = /^([\w.]+)(?:\/(\$\w+))?\s*(?:\((.*)\))?$/s.exec(text.trim()) ?? [];
  if (name === undefined) {
    throw badSyntax(`Syntax error at position 0 in '${text}'.`);
  }
  if (segment !== undefined && (segment !== "$ref" || options !== undefined)) {
    throw unknownOption(segment);
  }
  return {
    name,
    isReference: segment !== undefined,
    text: options ?? "",
    options: parseOptions(options ?? ""),
  };
};

/** Cuts `$expand` into its navigation properties. */
export const parseExpandItems = (text: string | undefined): readonly ExpandItem[] =>
  splitOutside(text ?? "", ",")
    .filter((part) => part.trim() !== "")
    .map(parseItem);

/** `$top` inside `$expand`. */
export const topOf = ({ options }: ExpandItem): number | undefined => {
  const text = options.get("$top");
  if (text === undefined) {
    return undefined;
  }
  if (!/^\d{1,9}$/.test(text)) {
    throw badSyntax(`Invalid value '${text}' for $top query option found.`);
  }
  return Number(text);
};
