import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildComponent } from "../tools/building/bundle.ts";
import { loadComponent } from "../workbench/runner/component.ts";
import { connect } from "../workbench/runner/connect.ts";
import { createPoller } from "../workbench/runner/pollTrigger.ts";

const help = `Measures the first sync of a large table through New and Updated Records: the built component in a process of its
own, batch by batch as a flow would get it, and the local Dataverse in another. Then a poll that finds nothing.

  npx tsx bench/changeFeed.ts [--accounts 200000] [--page 1000] [--scale 0]

--scale: how much of the service's time requests take (emulator/README.md, cost model); 0 is no time.
`;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** The emulator's process: it is told the size, and tells where it is; then how many requests it has answered. */
const serve = async (message: unknown): Promise<void> => {
  const { startEmulator } = await import("../emulator/emulator.ts");
  const { accounts, scale } = isObject(message) ? message : {};
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

const ask = async (child: ChildProcess, message: object): Promise<Readonly<Record<string, unknown>>> => {
  child.send(message);
  const [answer]: unknown[] = await once(child, "message");
  return isObject(answer) ? answer : {};
};

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

const print = (columns: readonly string[]): void => {
  const [first = "", ...others] = columns;
  process.stdout.write(`${first.padEnd(34)}${others.map((text) => text.padStart(12)).join("")}\n`);
};

interface Sync {
  readonly records: number;
  readonly rounds: number;
  readonly state: number;
}

/** A flow that syncs the accounts of the served environment. */
const openSync = async (facts: Readonly<Record<string, unknown>>, page: string) => {
  await buildComponent();
  const component = loadComponent(fileURLToPath(new URL("../dist/index.js", import.meta.url)));
  const text = (name: string): string => String(facts[name]);
  const connection = await connect(component, {
    webApiUrl: text("webApiUrl"),
    tokenUrl: text("tokenUrl"),
    clientId: text("clientId"),
    clientSecret: text("clientSecret"),
    scopes: text("scopes"),
  });
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

const run = async ({ page = "", ...size }: Readonly<Record<string, string | boolean>>): Promise<void> => {
  const server = fork(fileURLToPath(import.meta.url), ["serve"]);
  const sync = await openSync(await ask(server, size), String(page));
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
  process.once("message", (message) => void serve(message));
} else {
  const { values } = parseArgs({
    options: {
      accounts: { type: "string", default: "200000" },
      page: { type: "string", default: "1000" },
      scale: { type: "string", default: "0" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
  } else {
    run(values).catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exitCode = 1;
    });
  }
}
