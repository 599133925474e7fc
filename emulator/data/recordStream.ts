/** A record of a data set as it stands in the JSON. */
export interface StreamedRecord {
  /** Logical name of the table. */
  readonly table: string;
  readonly json: unknown;
}

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = [34, 92, 123, 125, 91, 93];

/** `{ "tables": { "account": [` is three levels deep; a record begins on the next one. */
const recordDepth = 4;

/** Takes JSON text apart as it comes: records one by one, and what is around them. */
const createScanner = () => {
  let [depth, inText, escaped] = [0, false, false];
  /** What has come of the record, or of what is around it. */
  let pending = "";
  let skeleton = "";
  let table = "";
  const structure = (code: number): boolean => {
    if (code === openBrace || code === openBracket) {
      depth += 1;
    } else if (code === closeBrace || code === closeBracket) {
      depth -= 1;
      return depth === recordDepth - 1 && code === closeBrace;
    } else if (code === quote) {
      inText = true;
    }
    return false;
  };
  const text = (code: number): void => {
    if (escaped) {
      escaped = false;
    } else if (code === backslash) {
      escaped = true;
    } else if (code === quote) {
      inText = false;
    }
  };
  /** The last text before the list that is open. Between two records of a list there is none. */
  const noteTable = (between: string): void => {
    table = /"([^"]*)"[^"]*$/.exec(between)?.[1] ?? table;
  };
  const beginsRecord = (code: number): boolean => !inText && code === openBrace && depth === recordDepth - 1;
  function* scan(chunk: string): Generator<StreamedRecord> {
    let start = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const code = chunk.charCodeAt(at);
      if (inText) {
        text(code);
        continue;
      }
      if (beginsRecord(code)) {
        const between = `${pending}${chunk.slice(start, at)}`.trim();
        noteTable(between);
        skeleton += between;
        pending = "";
        start = at;
      }
      if (structure(code)) {
        yield { table, json: JSON.parse(`${pending}${chunk.slice(start, at + 1)}`) };
        skeleton += "0";
        pending = "";
        start = at + 1;
      }
    }
    pending += chunk.slice(start);
  }
  return { scan, rest: (): string => skeleton + pending };
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What is around the records, each of which stands there as 0. */
const checkSkeleton = (text: string): void => {
  const root: unknown = JSON.parse(text);
  const tables = isObject(root) ? root["tables"] : undefined;
  if (!isObject(root) || !isObject(tables) || Object.keys(root).length !== 1) {
    throw new Error('A data set is a JSON object with one member, "tables".');
  }
  for (const [name, records] of Object.entries(tables)) {
    if (!Array.isArray(records) || records.some((record) => record !== 0)) {
      throw new Error(`'${name}' in a data set must be a list of JSON objects.`);
    }
  }
};

/**
 * Reads the records of a data set, `{ "tables": { "account": [ { … }, … ] } }`, from JSON that comes in pieces, so that
 * it need not fit into one text. Throws a SyntaxError when it is no JSON, at its end when it is no data set.
 */
export function* streamRecords(chunks: Iterable<string>): Generator<StreamedRecord> {
  const scanner = createScanner();
  for (const chunk of chunks) {
    yield* scanner.scan(chunk);
  }
  checkSkeleton(scanner.rest());
}
