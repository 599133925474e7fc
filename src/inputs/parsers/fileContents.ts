/** Contents of a file as the platform hands them from step to step. */
export interface FileContents {
  readonly data: unknown;
  readonly contentType: unknown;
}

export const isFileContents = (value: unknown): value is FileContents =>
  typeof value === "object" &&
  value !== null &&
  Object.keys(value).sort().join() === "contentType,data" &&
  "data" in value;

/** Bytes as they are, or as they look after a way through JSON: `{ type: "Buffer", data: [...] }`. */
export const bytesIn = (value: unknown): Uint8Array | undefined => {
  if (value instanceof Uint8Array) return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  return isSerialisedBuffer(value) ? Uint8Array.from(value.data) : undefined;
};

const isSerialisedBuffer = (value: unknown): value is { readonly data: readonly number[] } =>
  typeof value === "object" &&
  value !== null &&
  "type" in value &&
  value.type === "Buffer" &&
  "data" in value &&
  Array.isArray(value.data) &&
  value.data.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 255);
