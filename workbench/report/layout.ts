/** Cuts a text that is too long, with an ellipsis as its last character. */
export const cut = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;

/** Exactly `width` characters: padded on the right or cut. */
export const column = (text: string, width: number): string => cut(text, width).padEnd(width);

/** Breaks at spaces and keeps line breaks; a word longer than a line stays whole. */
export const wrap = (text: string, width: number): readonly string[] => {
  const line = new RegExp(`\\S(?:.{0,${width - 2}}\\S)?(?=\\s|$)|\\S+`, "gu");
  return text.split(/\r?\n/).flatMap((paragraph) => paragraph.match(line) ?? []);
};

export const indent = (lines: readonly string[], spaces: number): readonly string[] =>
  lines.map((line) => (line === "" ? "" : " ".repeat(spaces) + line));

/** "0.4 ms", "12 ms", "1.9 s". */
export const duration = (ms: number): string => {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return ms < 9.95 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`;
};

export const counted = (count: number, singular: string, plural = `${singular}s`): string =>
  `${count} ${count === 1 ? singular : plural}`;
