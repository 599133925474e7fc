import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import type { EmulatorOptions } from "./emulator.ts";

/** What `--help` prints. */
export const help = `Starts a local Dataverse and keeps it running until you press Ctrl+C.

  npm run emulator -- [options]

  --port <number>       the port to listen on; a free one when absent
  --records <number>    how many accounts to start with (50)
  --only <tables>       only these of the seeded tables, such as account,contact
  --seed <number>       the same number gives the same records (1)
  --load <file>         start with the records of this JSON file instead
  --save <file>         write all records to this JSON file at the end
  --limits <limits>     service protection: off, or some of requests=6000,executionMs=1200000,
                        concurrency=52,windowMs=300000,timeScale=1
  --cost-scale <number> take as long as the service (1), or a part of it (0.01); nothing waits when absent
  --help                this text
`;

type Flags = Partial<Record<string, string | boolean>>;

const wholeNumber = (flags: Flags, name: string): Record<string, number> => {
  const text = flags[name];
  if (text === undefined) {
    return {};
  }
  if (typeof text !== "string" || !/^\d{1,9}$/.test(text)) {
    throw new Error(`--${name} takes a whole number, not '${text}'.`);
  }
  return { [name]: Number(text) };
};

const decimal = /^\d{1,9}(\.\d{1,9})?$/;

const readCost = (text: string | undefined): EmulatorOptions => {
  if (text === undefined) {
    return {};
  }
  if (!decimal.test(text)) {
    throw new Error(`--cost-scale takes a number such as 0.01, not '${text}'.`);
  }
  return { cost: { scale: Number(text) } };
};

const readLimits = (text: string | undefined): EmulatorOptions => {
  if (text === undefined || text === "off") {
    return text === undefined ? {} : { protection: { enabled: false } };
  }
  const limits = text.split(",").map((part) => {
    const [name = "", value = ""] = part.split("=");
    if (!decimal.test(value)) {
      throw new Error(`--limits takes off, or limits such as requests=100,concurrency=4, not '${text}'.`);
    }
    return [name, Number(value)] as const;
  });
  return { protection: Object.fromEntries(limits) };
};

const readLoad = (path: string | undefined): EmulatorOptions => {
  if (path === undefined) {
    return {};
  }
  if (!existsSync(path)) {
    throw new Error(`--load: there is no file '${path}'.`);
  }
  return { load: path };
};

/** Reads the flags of `npm run emulator`. Throws a sentence that says what is wrong with one. */
export const readCommandLine = (args: readonly string[]) => {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: text,
      records: text,
      only: text,
      seed: text,
      load: text,
      save: text,
      limits: text,
      "cost-scale": text,
      help: { type: "boolean", default: false },
    },
  });
  const options: EmulatorOptions = {
    ...wholeNumber(values, "port"),
    ...wholeNumber(values, "records"),
    ...wholeNumber(values, "seed"),
    ...(values.only !== undefined && { only: values.only.split(",") }),
    ...readLoad(values.load),
    ...readLimits(values.limits),
    ...readCost(values["cost-scale"]),
  };
  return { help: values.help, save: values.save, options };
};
