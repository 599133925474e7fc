/** Decodes percent-encoded UTF-8, or gives undefined when it is damaged. */
export const percentDecode = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};
