const special = /[\\^$.*+?()[\]{}|/-]/g;

const escapeCharacter = (text: string): string => text.replace(special, "\\$&");

/** `[abc]`, `[a-f]` and `[^abc]` of SQL LIKE as a character class. */
const characterClass = (body: string): string => {
  const negated = body.startsWith("^");
  const members = (negated ? body.slice(1) : body).replace(/[\\\]^[]/g, "\\$&");
  return `[${negated ? "^" : ""}${members}]`;
};

/**
 * A test for an SQL LIKE pattern, without regard to case: `%` any text, `_` one character, `[...]` one of a set
 * (Microsoft, Use wildcard characters in conditions for string values).
 */
export const likeTest = (pattern: string): ((text: string) => boolean) => {
  let source = "";
  let at = 0;
  while (at < pattern.length) {
    const character = pattern.charAt(at);
    const close = character === "[" ? pattern.indexOf("]", at + 2) : -1;
    if (character === "%") {
      source += ".*";
    } else if (character === "_") {
      source += ".";
    } else if (close > 0) {
      source += characterClass(pattern.slice(at + 1, close));
      at = close;
    } else {
      source += escapeCharacter(character);
    }
    at += 1;
  }
  const expression = new RegExp(`^${source}$`, "isu");
  return (text) => expression.test(text);
};
