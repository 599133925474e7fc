import { parseArgs } from "node:util";

/** A measurement as it is started by hand. */
interface Bench {
  readonly help: string;
  /** The options with their default values. */
  readonly defaults: Readonly<Record<string, string>>;
  /** Takes the value of every option. */
  readonly run: (options: Readonly<Record<string, string>>) => Promise<void>;
}

/** Runs a measurement with the options of the command line, or prints its help. */
export const measureByHand = ({ help, defaults, run }: Bench): void => {
  const { values } = parseArgs({
    options: {
      ...Object.fromEntries(
        Object.entries(defaults).map(([name, value]) => [name, { type: "string" as const, default: value }]),
      ),
      help: { type: "boolean", default: false },
    },
  });
  const { help: wantsHelp, ...options } = values;
  if (wantsHelp === true) {
    process.stdout.write(help);
    return;
  }
  run(Object.fromEntries(Object.entries(options).map(([name, value]) => [name, String(value)]))).catch(
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exitCode = 1;
    },
  );
};

/** Prints a row of a table. */
export const printRow = ([first = "", ...others]: readonly string[], firstWidth: number): void => {
  process.stdout.write(`${first.padEnd(firstWidth)}${others.map((text) => text.padStart(12)).join("")}\n`);
};
