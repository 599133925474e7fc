import { parseArgs } from "node:util";
import { startEmulator } from "./emulator.ts";

const help = `Starts a local Dataverse and keeps it running until you press Ctrl+C.

  npm run emulator -- [options]

  --port <number>     the port to listen on; a free one when absent
  --records <number>  how many accounts to start with (50)
  --seed <number>     the same number gives the same records (1)
  --help              this text
`;

const numberOption = (name: string, text: string | undefined): Record<string, number> => {
  if (text === undefined) {
    return {};
  }
  if (!/^\d{1,9}$/.test(text)) {
    throw new Error(`--${name} takes a whole number, not '${text}'.`);
  }
  return { [name]: Number(text) };
};

const readOptions = () => {
  const { values } = parseArgs({
    options: {
      port: { type: "string" },
      records: { type: "string" },
      seed: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  return {
    help: values.help,
    ...numberOption("port", values.port),
    ...numberOption("records", values.records),
    ...numberOption("seed", values.seed),
  };
};

const run = async (): Promise<void> => {
  const { help: wantsHelp, ...options } = readOptions();
  if (wantsHelp) {
    console.log(help);
    return;
  }
  const emulator = await startEmulator(options);
  console.log(`A local Dataverse is running. Press Ctrl+C to end it.

  Environment URL  ${emulator.url}
  Token URL        ${emulator.tokenUrl}
  Client ID        ${emulator.clientId}
  Client Secret    ${emulator.clientSecret}
  Scope            ${emulator.scope}
  Control API      ${emulator.url}/_emulator/
`);
  const end = (): void => {
    emulator.close().catch((error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    });
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
};

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
