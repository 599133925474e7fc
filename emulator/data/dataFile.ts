import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";

const chunkSize = 1024 * 1024;

/** Reads a text file piece by piece. */
export function* readChunks(path: string): Generator<string> {
  const file = openSync(path, "r");
  try {
    const decoder = new StringDecoder("utf8");
    const buffer = Buffer.alloc(chunkSize);
    for (let length = readSync(file, buffer); length > 0; length = readSync(file, buffer)) {
      yield decoder.write(buffer.subarray(0, length));
    }
    yield decoder.end();
  } finally {
    closeSync(file);
  }
}

/** Joins small pieces of text to large ones. */
export function* joinChunks(pieces: Iterable<string>): Generator<string> {
  let joined: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    joined.push(piece);
    length += piece.length;
    if (length >= chunkSize) {
      yield joined.join("");
      joined = [];
      length = 0;
    }
  }
  yield joined.join("");
}

/** Writes a text file piece by piece. */
export const writeChunks = (path: string, pieces: Iterable<string>): void => {
  const file = openSync(path, "w");
  try {
    for (const chunk of joinChunks(pieces)) {
      writeSync(file, chunk);
    }
  } finally {
    closeSync(file);
  }
};
