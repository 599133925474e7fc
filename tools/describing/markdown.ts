/** Text inside a paragraph or a table cell, in which every character means itself. */
export const plain = (text: string): string =>
  text
    .replace(/&(?=#?\w+;)/g, "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/[\\`*_|[\]]/g, "\\$&")
    .replace(/\s*\n\s*/g, "<br>");

/** A value as code inside a table cell, or nothing for nothing. */
export const code = (text: string): string => {
  const literal = text.replaceAll("|", "\\|").replace(/\s*\n\s*/g, " ");
  const fence = text.includes("`") ? "``" : "`";
  return literal === "" ? "" : `${fence}${literal}${fence}`;
};

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

export const codeBlock = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

/** The fragment GitHub gives a heading. */
export const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");

/** Paragraphs, headings and tables as one page. */
export const page = (blocks: readonly string[]): string =>
  `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
