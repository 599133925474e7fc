import { didYouMean } from "../runner/closest.ts";
import { UsageError } from "../runner/usageError.ts";

/** `input.member=text` or `input=text`. A member may hold dots itself: only the first one separates. */
export interface Assignment {
  readonly input: string;
  readonly member?: string | undefined;
  readonly text: string;
}

export interface Arguments {
  readonly action?: string | undefined;
  readonly assignments: readonly Assignment[];
  readonly json: boolean;
  readonly write: boolean;
  /** The emulator, even when the settings of a real org are there. */
  readonly emulator: boolean;
  readonly build: boolean;
  readonly help: boolean;
  /** How many records the emulator starts with. */
  readonly records?: number | undefined;
}

const options = ["--json", "--write", "--emulator", "--records", "--no-build", "--help", "-h"] as const;

const none: Arguments = {
  assignments: [],
  json: false,
  write: false,
  emulator: false,
  build: true,
  help: false,
};

/** Splits at the first `=`, so that the text may hold more of them. */
export const parseAssignment = (argument: string): Assignment => {
  const equals = argument.indexOf("=");
  const path = argument.slice(0, equals);
  const text = argument.slice(equals + 1);
  const dot = path.indexOf(".");
  const input = dot === -1 ? path : path.slice(0, dot);
  const member = dot === -1 ? undefined : path.slice(dot + 1);
  if (input === "" || member === "") {
    throw new UsageError(`"${argument}" names no input. Write it as input=value or input.name=value.`);
  }
  return { input, member, text };
};

const recordCount = (text: string): number => {
  if (!/^\d{1,7}$/.test(text)) {
    throw new UsageError(`--records takes a whole number of at most seven digits, not "${text}".`);
  }
  return Number(text);
};

const flag = (argument: string): Partial<Arguments> => {
  switch (argument) {
    case "--json":
      return { json: true };
    case "--write":
      return { write: true };
    case "--emulator":
      return { emulator: true };
    case "--no-build":
      return { build: false };
    case "--help":
    case "-h":
      return { help: true };
    case "--records":
      throw new UsageError("--records needs a number, for example --records 500.");
    default:
      throw new UsageError(
        `There is no option ${argument}.${didYouMean(argument, options)} The options are: ${options.join(", ")}.`,
      );
  }
};

const positional = (parsed: Arguments, argument: string): Arguments => {
  if (parsed.action === undefined) {
    if (!argument.includes("=")) return { ...parsed, action: argument };
    throw new UsageError(`Name an action before its inputs, for example: queryEntities ${argument}`);
  }
  if (argument.includes("=")) {
    return { ...parsed, assignments: [...parsed.assignments, parseAssignment(argument)] };
  }
  throw new UsageError(
    `"${argument}" is neither an option nor an input of the form input=value. Only one action runs at a time (${parsed.action}).`,
  );
};

/** `--records N` as one word, `--records=N`. */
const withRecordsJoined = (words: readonly string[]): readonly string[] =>
  words.flatMap((word, index) => {
    if (words[index - 1] === "--records") return [];
    const count = words[index + 1];
    return word === "--records" && count !== undefined ? [`${word}=${count}`] : [word];
  });

const readWord = (parsed: Arguments, word: string): Arguments => {
  if (word.startsWith("--records="))
    return { ...parsed, records: recordCount(word.slice("--records=".length)) };
  return word.startsWith("-") ? { ...parsed, ...flag(word) } : positional(parsed, word);
};

/** Reads the words after `npm start --`: an action, its inputs, and options anywhere. */
export const parseArguments = (words: readonly string[]): Arguments =>
  withRecordsJoined(words).reduce(readWord, none);
