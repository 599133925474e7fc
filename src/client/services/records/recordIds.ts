import { createHash } from "node:crypto";

/** Ids for new records. The same ids come out again when the same call is made again. */
export interface RecordIds {
  /** The id for the record at a place of a list, counted from 0; other content makes another id. */
  readonly of: (index: number, content: string) => string;
  /** The same for the next list: two lists with the same records get different ids. */
  readonly list: () => RecordIds["of"];
  /** The id for the next record that is created by itself. */
  readonly next: (content: string) => string;
}

export interface RecordIdOptions {
  /** Stands for the call: equal seeds make equal ids, and no two calls may share one. */
  readonly seed: string;
  /** When the call began, as milliseconds since 1970. */
  readonly startedAt: number;
}

/** The last six bytes hold as much. */
const TAILS = 2 ** 48;

/**
 * Makes ids that are GUIDs of version 8 (RFC 9562, 5.8): the digest of seed, index and content, and six bytes that rise
 * with the index. SQL Server compares a uniqueidentifier by its last six bytes first (Microsoft, "Comparing GUID and
 * uniqueidentifier values"), so that records of one call are neighbours in the table's index. Ids without any order cost
 * random access there, which is why Microsoft advises to leave them to the platform, whose own are sequential ("Best
 * practices for developing with Microsoft Dynamics CRM").
 */
export const createRecordIds = ({ seed, startedAt }: RecordIdOptions): RecordIds => {
  const prefix = sha256(seed);
  const idOf = (index: number, content: string): string =>
    guid(sha256(`${prefix}${index}\n${content}`), startedAt + index);
  let created = 0;
  let lists = 0;
  return {
    of: idOf,
    list: () => {
      const number = lists;
      lists += 1;
      return number === 0 ? idOf : (index, content) => idOf(index, `list ${number}\n${content}`);
    },
    next: (content) => {
      created += 1;
      return idOf(created - 1, `by itself\n${content}`);
    },
  };
};

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The variant of RFC 9562 takes the two highest bits of its digit. */
const VARIANT_DIGITS = "89ab";

const guid = (hex: string, tail: number): string => {
  const variant = VARIANT_DIGITS.charAt(Number.parseInt(hex.charAt(16), 16) % 4);
  const last = (tail % TAILS).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${last}`;
};
