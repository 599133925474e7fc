/** Bytes of a file: `start` to `end`, both included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Reads `Content-Range: bytes 0-4194303/25870370`; undefined when it is none or ends before it begins. */
export const parseContentRange = (text: string): (ByteRange & { readonly total: number }) | undefined => {
  const parts = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/i.exec(text.trim());
  if (parts === null) {
    return undefined;
  }
  const [start, end, total] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return end >= start && end < total ? { start, end, total } : undefined;
};

/**
 * Reads `Range: bytes=0-4194303` for a file of `size` bytes. The end may be absent or beyond the file, the start may
 * be left out to ask for the last bytes. What cannot be read, as several ranges, is undefined and to be ignored; what
 * lies beyond the file is "unsatisfiable" (RFC 9110, Range).
 */
export const parseRange = (text: string, size: number): ByteRange | "unsatisfiable" | undefined => {
  const parts = /^bytes=(\d{0,15})-(\d{0,15})(?:\/\d+)?$/i.exec(text.trim());
  const [first, last] = [parts?.[1] ?? "", parts?.[2] ?? ""];
  if (first === "" && last === "") {
    return undefined;
  }
  if (first !== "" && last !== "" && Number(last) < Number(first)) {
    return undefined;
  }
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  return start > end ? "unsatisfiable" : { start, end };
};
