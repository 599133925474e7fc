const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/**
 * Text as the value of an attribute, in quotes of either kind. Line breaks and tabs are escaped too: a parser would read
 * them as spaces (XML 1.0, 3.3.3 Attribute-Value Normalization).
 */
export const escapeXml = (text: string): string =>
  text.replace(/[&<>"'\t\n\r]/g, (character) => escapes[character] ?? character);

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const characterOf = (reference: string): string | undefined => {
  const digits = /^#(x[0-9a-f]{1,6}|\d{1,7})$/i.exec(reference)?.[1];
  if (digits === undefined) {
    return named[reference];
  }
  const code = Number(/^x/i.test(digits) ? `0${digits}` : digits);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
};

/** Takes one layer of XML escapes off; what is no escape stays. */
export const unescapeXml = (text: string): string =>
  text.replace(/&(#?\w{1,8});/g, (whole, reference: string) => characterOf(reference) ?? whole);
