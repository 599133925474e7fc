/** The bytes as UTF-8 text, without the byte order mark that `$count` answers begin with. */
export const bodyText = (body: Uint8Array): string => {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("utf8");
  return text.startsWith("\ufeff") ? text.slice(1) : text;
};

/** The JSON in a text; undefined, which JSON cannot express, when it is none. */
export const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
