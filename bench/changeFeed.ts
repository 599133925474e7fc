import { fileURLToPath } from "node:url";
import { buildComponent } from "../tools/building/bundle.ts";
import { loadComponent } from "../workbench/runner/component.ts";
import { connect } from "../workbench/runner/connect.ts";
import { createPoller } from "../workbench/runner/pollTrigger.ts";
import { measureByHand, printRow } from "./commandLine.ts";
import { ask, credentialsIn, type Message, onFirstMessage, startChild } from "./processes.ts";

const help = `Measures the first sync of a large table through New and Updated Records: the built component in a process of its
own, batch by batch as a flow would get it, and the local Dataverse in another. Then a poll that finds nothing.

  npx tsx bench/changeFeed.ts [--accounts 200000] [--page 1000] [--scale 0]

--scale: how much of the service's time requests take (emulator/README.md, cost model); 0 is no time.
`;

/** The emulator's process: it is told the size, and tells where it is; then how many requests it has answered. */
const serve = async ({ accounts, scale }: Message): Promise<void> => {
  const { startEmulator } = await import("../emulator/emulator.ts");
  const emulator = await startEmulator({
    records: Number(accounts),
    only: ["account"],
    tokenLifetimeSeconds: 86_400,
    cost: { scale: Number(scale) },
    protection: { enabled: false },
  });
  const { url, tokenUrl, clientId, clientSecret, scope: scopes } = emulator;
  process.on("disconnect", () => void emulator.close());
  process.on("message", () => process.send?.({ requests: emulator.control.requests.count() }));
  process.send?.({ webApiUrl: url, tokenUrl, clientId, clientSecret, scopes });
};

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

const print = (columns: readonly string[]): void => printRow(columns, 34);

interface Sync {
  readonly records: number;
  readonly rounds: number;
  readonly state: number;
}

/** A flow that syncs the accounts of the served environment. */
const openSync = async (facts: Message, page: string) => {
  await buildComponent();
  const component = loadComponent(fileURLToPath(new URL("../dist/index.js", import.meta.url)));
  const connection = await connect(component, credentialsIn(facts));
  const inputs = {
    entityType: "accounts",
    lookBackDate: "2000-01-01",
    showDeletedRecords: "true",
    options: { recordsPerPage: page },
  };
  const poller = createPoller({ component, connection, trigger: "pollChangesTrigger", batchSize: 50 });
  return async (): Promise<Sync> => {
    const total = { records: 0, rounds: 0 };
    await poller.poll(inputs, ({ executions }) => {
      total.rounds += 1;
      for (const batch of executions) total.records += Array.isArray(batch) ? batch.length : 1;
    });
    return { ...total, state: JSON.stringify(poller.state()).length };
  };
};

const run = async ({ page = "", ...size }: Readonly<Record<string, string>>): Promise<void> => {
  const server = startChild(fileURLToPath(import.meta.url), "serve");
  const sync = await openSync(await ask(server, size), page);
  const requestsSoFar = async (): Promise<number> => Number((await ask(server, {}))["requests"]);
  print(["", "records", "rounds", "requests", "seconds", "RSS now", "peak RSS", "state"]);
  print(["before", "", "", "", "", megabytes(process.memoryUsage.rss()), "", ""]);
  for (const name of ["first sync", "a poll that finds nothing"]) {
    const before = await requestsSoFar();
    const started = performance.now();
    const { records, rounds, state } = await sync();
    const seconds = ((performance.now() - started) / 1000).toFixed(2);
    const requests = (await requestsSoFar()) - before;
    const peak = megabytes(process.resourceUsage().maxRSS * 1024);
    const now = megabytes(process.memoryUsage.rss());
    print([name, String(records), String(rounds), String(requests), seconds, now, peak, `${state} B`]);
  }
  server.disconnect();
};

const [role] = process.argv.slice(2);
if (role === "serve") {
  onFirstMessage(serve);
} else {
  measureByHand({ help, defaults: { accounts: "200000", page: "1000", scale: "0" }, run });
}
