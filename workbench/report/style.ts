/** How to mark text for a terminal; the plain style leaves it alone. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly accent: (text: string) => string;
  /** Characters in a line. */
  readonly width: number;
}

const same = (text: string): string => text;

const ansi =
  (on: number, off: number) =>
  (text: string): string =>
    text === "" ? "" : `\u001b[${on}m${text}\u001b[${off}m`;

const minimumWidth = 72;
const usualWidth = 100;

export interface Terminal {
  readonly isTerminal: boolean;
  readonly columns?: number | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Colours on a terminal only, and never when NO_COLOR is set to anything (the convention of no-color.org). */
export const styleFor = ({ isTerminal, columns, environment }: Terminal): Style => {
  const width = Math.min(usualWidth, Math.max(minimumWidth, columns ?? usualWidth));
  const coloured = isTerminal && (environment["NO_COLOR"] ?? "") === "" && environment["TERM"] !== "dumb";
  return coloured
    ? {
        bold: ansi(1, 22),
        dim: ansi(2, 22),
        good: ansi(32, 39),
        bad: ansi(31, 39),
        accent: ansi(36, 39),
        width,
      }
    : { bold: same, dim: same, good: same, bad: same, accent: same, width };
};
