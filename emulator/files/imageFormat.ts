/** First bytes of the formats an image column takes (Microsoft, Use image column data). */
const signatures: readonly (readonly [string, readonly string[]])[] = [
  ["image/png", ["89504e470d0a1a0a"]],
  ["image/jpeg", ["ffd8ff"]],
  ["image/gif", ["474946383761", "474946383961"]],
  ["image/bmp", ["424d"]],
  ["image/tiff", ["49492a00", "4d4d002a"]],
];

/** The MIME type of a picture by its first bytes; undefined when it is none that the service can read. */
export const imageType = (bytes: Buffer): string | undefined => {
  const start = bytes.subarray(0, 8).toString("hex");
  return signatures.find(([, heads]) => heads.some((head) => start.startsWith(head)))?.[0];
};
