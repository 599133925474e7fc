import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type Client, createClient } from "../src/client/client.ts";
import { jsonObject } from "../src/client/http/jsonBody.ts";
import type { DataverseRequest } from "../src/client/http/message.ts";
import { jsonObjects } from "../src/client/services/jsonObject.ts";
import { labelOrName } from "../src/client/services/metadata/label.ts";
import { loadComponent } from "../workbench/runner/component.ts";
import { connect } from "../workbench/runner/connect.ts";
import type { ClientCredentials } from "../workbench/runner/credentials.ts";
import { createRunner, type Runner } from "../workbench/runner/runner.ts";
import { measureByHand, printRow } from "./commandLine.ts";
import { ask, credentialsIn, type Message, onFirstMessage, startChild } from "./processes.ts";

const help = `Measures how the tables and columns of a large environment are read: the way the connector does it, and with one
request per table. Each way runs in a process of its own, in which the built connector is loaded, the local Dataverse in another.

  npm run build && npx tsx bench/entitiesMetaData.ts [--tables 1000] [--columns 200] [--scale 0.1]

--scale: how much of the service's time requests take (emulator/README.md, cost model); 0 is no time.
`;

/** A process that has signed in, with the built connector loaded. */
interface Bench {
  readonly runner: Runner;
  readonly client: Client;
}

const openBench = async (credentials: ClientCredentials): Promise<Bench> => {
  const component = loadComponent(fileURLToPath(new URL("../dist/index.js", import.meta.url)));
  const connection = await connect(component, credentials);
  const accessToken = String(Object(connection.token)["access_token"]);
  return {
    runner: createRunner({ component, connection, globalDebug: false }),
    client: createClient({ environmentUrl: credentials.webApiUrl, accessToken }),
  };
};

/** What a process tells about its work. */
interface Measured {
  readonly ms: number;
  /** Of the client's processor, in milliseconds. */
  readonly cpuMs: number;
  readonly fields: number;
  readonly peakMb: number;
}

const byHundreds = async ({ runner }: Bench): Promise<number> => {
  const { data } = await runner.action("getEntitiesMetaData", {});
  const tables: readonly unknown[] = Array.isArray(data) ? data : [];
  return tables.reduce<number>((sum, table) => sum + Number(Object(table).fields.length), 0);
};

const oneByOne = async ({ client: { send } }: Bench): Promise<number> => {
  const read = async (path: string) => {
    const request: DataverseRequest = { operation: "Measure", method: "GET", path, repeat: "read" };
    return jsonObjects(request, jsonObject(request, await send(request)));
  };
  const tables = await read("EntityDefinitions");
  const columns = await Promise.all(
    tables.map(async (table) =>
      (
        await read(
          `EntityDefinitions(${String(table["MetadataId"])})/Attributes?$select=LogicalName,DisplayName`,
        )
      ).map((column) => ({
        key: column["LogicalName"],
        label: labelOrName(column["DisplayName"], String(column["LogicalName"])),
      })),
    ),
  );
  return columns.reduce((sum, { length }) => sum + length, 0);
};

const ways: ReadonlyMap<string, (bench: Bench) => Promise<number>> = new Map([
  ["nothing, to compare with", async () => 0],
  ["one request per table", oneByOne],
  ["one request per 100 tables", byHundreds],
]);

/** The work of a child process: it is told the way and the environment, and tells what it measured. */
const work = async ({ way, ...environment }: Message): Promise<void> => {
  const bench = await openBench(credentialsIn(environment));
  const started = performance.now();
  const cpu = process.cpuUsage();
  const fields = await ways.get(String(way))?.(bench);
  const { user, system } = process.cpuUsage(cpu);
  const peakMb = process.resourceUsage().maxRSS / 1024;
  process.send?.({ ms: performance.now() - started, cpuMs: (user + system) / 1000, fields, peakMb });
  process.disconnect();
};

/** The emulator's process: it is told the size, and tells where it is. It ends with the connection. */
const serve = async ({ tables, columns, scale }: Message): Promise<void> => {
  const { startEmulator } = await import("../emulator/emulator.ts");
  const protection = { enabled: false };
  const emulator = await startEmulator({ records: 1, cost: { scale: Number(scale) }, protection });
  emulator.control.schema.addSynthetic({ tables: Number(tables), columns: Number(columns) });
  const { url: webApiUrl, tokenUrl, clientId, clientSecret, scope: scopes, control } = emulator;
  process.on("disconnect", () => void emulator.close());
  process.on("message", () => {
    process.send?.({ requests: control.requests.all().filter(({ url }) => url.includes("/api/")).length });
    control.requests.clear();
  });
  process.send?.({ webApiUrl, tokenUrl, clientId, clientSecret, scopes });
};

const file = fileURLToPath(import.meta.url);

const measure = async (way: string, environment: object): Promise<Measured> => {
  const child = startChild(file, "work");
  const exited = once(child, "exit");
  const { ms, cpuMs, fields, peakMb } = await ask(child, { way, ...environment });
  await exited;
  return { ms: Number(ms), cpuMs: Number(cpuMs), fields: Number(fields), peakMb: Number(peakMb) };
};

const print = (columns: readonly string[]): void => printRow(columns, 30);

const run = async (size: object): Promise<void> => {
  const server = startChild(file, "serve");
  const environment = await ask(server, size);
  print(["", "requests", "ms", "CPU ms", "columns", "peak MB"]);
  const rows: (readonly number[])[] = [];
  for (const way of ways.keys()) {
    const { ms, cpuMs, fields, peakMb } = await measure(way, environment);
    const row = [Number((await ask(server, {}))["requests"]), ms, cpuMs, fields, peakMb];
    print([way, ...row.map((value) => value.toFixed(0))]);
    rows.push(row);
  }
  const [, oneByOne = [], byHundreds = []] = rows;
  print([
    "the second to the third",
    ...oneByOne.map((value, at) => (value / (byHundreds[at] ?? 0)).toFixed(1)),
  ]);
  server.disconnect();
};

const [role] = process.argv.slice(2);
if (role === "work") {
  onFirstMessage(work);
} else if (role === "serve") {
  onFirstMessage(serve);
} else {
  measureByHand({ help, defaults: { tables: "1000", columns: "200", scale: "0.1" }, run });
}
