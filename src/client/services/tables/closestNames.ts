/** Levenshtein's distance: how many letters to insert, drop or replace to make one word out of the other. */
const editDistance = (from: string, to: string): number => {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...from].entries()) {
    const current = [row + 1];
    for (let column = 0; column < to.length; column += 1) {
      const replaced = (previous[column] ?? 0) + (letter === to[column] ? 0 : 1);
      const dropped = (previous[column + 1] ?? 0) + 1;
      const inserted = (current[column] ?? 0) + 1;
      current.push(Math.min(replaced, dropped, inserted));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
};

/** The names that someone who typed `name` may have meant, closest first: at most `count`, and only those a third off. */
export const closestNames = (
  name: string,
  candidates: Iterable<string>,
  count: number,
): readonly string[] => {
  const typed = name.toLowerCase();
  const allowed = Math.max(2, Math.floor(typed.length / 3));
  return [...new Set(candidates)]
    .filter((candidate) => Math.abs(candidate.length - typed.length) <= allowed)
    .map((candidate) => ({ candidate, distance: editDistance(typed, candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= allowed)
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, count)
    .map(({ candidate }) => candidate);
};
