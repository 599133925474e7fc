const assignment = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*$/;
const quoted = /^(["'])(.*)\1(?:\s+#.*)?$/;

/** A `#` begins a comment only after a space, because client secrets may hold one. */
const unquote = (text: string): string => quoted.exec(text)?.[2] ?? text.replace(/(?:^|\s+)#.*$/, "");

/** Reads `NAME=value` lines; blank lines, comments and anything else are skipped. The last of two equal names wins. */
export const parseDotEnv = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    text
      .replace(/^\uFEFF/, "")
      .split(/\r?\n/)
      .flatMap((line) => {
        const [, name, value] = assignment.exec(line) ?? [];
        return name === undefined || value === undefined ? [] : [[name, unquote(value)] as const];
      }),
  );
