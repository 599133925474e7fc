/** Quoted text as a whole, or one other character. A doubled quote closes and opens again, which comes to the same. */
const piece = /'[^']*'?|[^']/g;

const step: Readonly<Record<string, number>> = { "(": 1, ")": -1 };

/** Splits at a separator, but not inside quoted text nor inside parentheses. */
export const splitOutside = (text: string, separator: string): string[] => {
  const parts: string[] = [];
  let depth = 0;
  let current = "";
  for (const [found] of text.matchAll(piece)) {
    depth += step[found] ?? 0;
    if (found === separator && depth === 0) {
      parts.push(current);
      current = "";
    } else {
      current += found;
    }
  }
  return [...parts, current];
};
