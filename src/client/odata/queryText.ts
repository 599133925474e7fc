const quotedText = /'(?:[^']|'')*'/g;

/** An OData expression without its quoted text, for looking at its syntax alone. */
export const unquotedPart = (expression: string): string => expression.replace(quotedText, "''");

const piece = /'(?:[^']|'')*'|[(),]|[^'(),]+|'/g;

/**
 * Splits a comma-separated list whose entries may hold commas of their own in parentheses or quotes:
 * `primarycontactid($select=fullname,jobtitle),ownerid` has two entries.
 */
export const splitList = (list: string): readonly string[] => {
  let depth = 0;
  const entries = [""];
  for (const [token] of list.matchAll(piece)) {
    depth += token === "(" ? 1 : token === ")" ? -1 : 0;
    if (token === "," && depth === 0) {
      entries.push("");
    } else {
      entries.push((entries.pop() ?? "") + token);
    }
  }
  return entries.map((entry) => entry.trim());
};
