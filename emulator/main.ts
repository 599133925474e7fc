import { help, readCommandLine } from "./commandLine.ts";
import { startEmulator } from "./emulator.ts";

const run = async (): Promise<void> => {
  const { help: wantsHelp, save, options } = readCommandLine(process.argv.slice(2));
  if (wantsHelp) {
    console.log(help);
    return;
  }
  const emulator = await startEmulator(options);
  const end = async (): Promise<void> => {
    await emulator.close();
    if (save !== undefined) {
      emulator.control.data.save(save);
      console.log(`All records are in ${save}.`);
    }
  };
  const endOrFail = (): void => {
    end().catch(fail);
  };
  process.once("SIGINT", endOrFail);
  process.once("SIGTERM", endOrFail);
  console.log(`A local Dataverse is running. Press Ctrl+C to end it.

  Environment URL  ${emulator.url}
  Token URL        ${emulator.tokenUrl}
  Client ID        ${emulator.clientId}
  Client Secret    ${emulator.clientSecret}
  Scope            ${emulator.scope}
  Control API      ${emulator.url}/_emulator/
`);
};

const fail = (error: unknown): void => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
};

run().catch(fail);
