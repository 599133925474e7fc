/** Reads base64 with its padding, as .NET does; undefined when it is none. */
export const parseBase64 = (text: string): Buffer | undefined =>
  text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? Buffer.from(text, "base64") : undefined;
