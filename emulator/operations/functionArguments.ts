import { badSyntax, unknownSegment } from "../errors/refusals.ts";
import type { Segment } from "../odata/requestPath.ts";
import type { Session } from "../organization/session.ts";

/** The values of a function's parameters as text, aliases replaced. */
export type FunctionArguments = ReadonlyMap<string, string>;

const opening: ReadonlySet<string> = new Set(["(", "[", "{"]);
const closing: ReadonlySet<string> = new Set([")", "]", "}"]);

/** Quoted text as a whole, or one other character. */
const piece = /'[^']*'?|"(?:[^"\\]|\\.)*"?|[^'"]/gs;

/** Splits at commas that are not inside quotes or brackets. */
const splitArguments = (text: string): readonly string[] => {
  const parts: string[] = [];
  let [depth, current] = [0, ""];
  for (const [found] of text.matchAll(piece)) {
    depth += opening.has(found) ? 1 : closing.has(found) ? -1 : 0;
    if (found === "," && depth === 0) {
      parts.push(current);
      current = "";
    } else {
      current += found;
    }
  }
  return current.trim() === "" && parts.length === 0 ? [] : [...parts, current];
};

const argumentText = ({ request }: Session, text: string): string => {
  if (!text.startsWith("@")) {
    return text;
  }
  const value = request.options.aliases.get(text);
  if (value === undefined) {
    throw badSyntax(`The parameter alias '${text}' has no value in the query string.`);
  }
  return value.trim();
};

/**
 * Reads the arguments of a function, inline (`f(a=1)`) or by alias (`f(a=@p1)?@p1=1`). A function exists only with
 * exactly its parameters: with others it is not found (Microsoft, Use Web API functions).
 */
export const readArguments = (
  session: Session,
  segment: Segment,
  parameters: readonly string[],
): FunctionArguments => {
  const pairs = splitArguments(segment.arguments ?? "").map((part) => {
    const at = part.indexOf("=");
    return [part.slice(0, at).trim(), part.slice(at + 1).trim()] as const;
  });
  const values = new Map(pairs);
  const isComplete = parameters.every((name) => values.has(name));
  if (pairs.length !== parameters.length || !isComplete) {
    throw unknownSegment(segment.name);
  }
  return new Map([...values].map(([name, text]) => [name, argumentText(session, text)]));
};
