/** The number of single-letter changes between two words; swapping neighbours counts as one (optimal string alignment). */
const distance = (from: string, to: string): number => {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, index) => index)];
  const cell = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    rows.push(current);
    for (let column = 1; column <= to.length; column += 1) {
      const cost = from[row - 1] === to[column - 1] ? 0 : 1;
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          cell(row - 1, column) + 1,
          cell(row, column - 1) + 1,
          cell(row - 1, column - 1) + cost,
          swapped ? cell(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return cell(from.length, to.length);
};

/** The candidate a person most likely meant by `word`: the same in another case, its beginning, or a few letters off. */
export const closest = (word: string, candidates: readonly string[]): string | undefined => {
  const lower = word.toLowerCase();
  const ranked = candidates
    .map((candidate) => ({ candidate, letters: distance(lower, candidate.toLowerCase()) }))
    .sort((one, other) => one.letters - other.letters);
  const [best] = ranked;
  if (best === undefined || best.letters <= 1) return best?.candidate;
  const completed =
    lower.length < 3 ? undefined : candidates.find((name) => name.toLowerCase().startsWith(lower));
  return completed ?? (best.letters <= 1 + Math.floor(word.length / 4) ? best.candidate : undefined);
};

/** "Did you mean x?" with a space before it, to end a sentence with; nothing when no candidate is close. */
export const didYouMean = (word: string, candidates: readonly string[]): string => {
  const meant = closest(word, candidates);
  return meant === undefined ? "" : ` Did you mean ${meant}?`;
};
