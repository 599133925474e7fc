import { parseBareLiteral } from "../../../../odata/literal.ts";

/** A reference to a record as `@odata.bind` takes it, in its parts. */
export interface RecordReference {
  readonly entitySet: string;
  /** What stands in the parentheses, decoded. */
  readonly key: string;
}

const REFERENCE = /^(?:\/api\/data\/v9\.\d\/|\/)?([A-Za-z_]\w*)\((.*)\)$/s;

/**
 * Takes apart `/accounts(…)`, `accounts(…)`, a path from the host, or an absolute URL of this environment. Undefined when
 * it is none of them.
 */
export const parseRecordReference = (origin: string, text: string): RecordReference | undefined => {
  const path = text.startsWith(`${origin}/`) ? text.slice(origin.length) : text;
  const [, entitySet, key] = REFERENCE.exec(path) ?? [];
  const decoded = key === undefined ? undefined : decodedText(key);
  return entitySet === undefined || decoded === undefined ? undefined : { entitySet, key: decoded };
};

const decodedText = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

const GUID = /^\s*[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\s*$/i;

/** `accountnumber='A-1'` with the comma behind it, or `accountid=` with a value without quotes. */
const COLUMN = /\s*(\w+)\s*=\s*(?:'(?:[^']|'')*'|([^',]+))\s*(?:,|$)/y;

/** Microsoft, "Define alternate keys for a table": not even percent-encoded. */
const CANNOT_TRAVEL = /[/<>*%&:\\?+]/;

/** What is wrong with the key of a reference, as what follows the column's name; undefined when nothing is. */
export const keyProblem = (key: string): string | undefined => {
  if (GUID.test(key)) {
    return undefined;
  }
  const [character] = CANNOT_TRAVEL.exec(key) ?? [];
  if (character !== undefined) {
    return `has a key with the character ${character}, which Dataverse takes in no key: name the record by its GUID`;
  }
  return isPredicate(key)
    ? undefined
    : `has ${JSON.stringify(key.slice(0, LONGEST))} as its key: use a GUID without braces, or an alternate key such as accountnumber='A-1' with quotes around text`;
};

const LONGEST = 80;

const isPredicate = (key: string): boolean => {
  const scan = new RegExp(COLUMN);
  let end = 0;
  while (end < key.length) {
    const [part, , bare] = scan.exec(key) ?? [];
    if (part === undefined || (bare !== undefined && parseBareLiteral(bare.trim()) === undefined)) {
      return false;
    }
    end = scan.lastIndex;
  }
  return end > 0 && !key.endsWith(",");
};
