import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Client, createClient } from "../src/client/client.ts";
import { jsonObject } from "../src/client/http/jsonBody.ts";
import type { DataverseRequest } from "../src/client/http/message.ts";
import { jsonObjects } from "../src/client/services/jsonObject.ts";
import { labelOrName } from "../src/client/services/metadata/label.ts";
import { loadComponent } from "../workbench/runner/component.ts";
import { connect } from "../workbench/runner/connect.ts";
import type { ClientCredentials } from "../workbench/runner/credentials.ts";
import { createRunner, type Runner } from "../workbench/runner/runner.ts";

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

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** The work of a child process: it is told the way and the environment, and tells what it measured. */
const work = async (message: unknown): Promise<void> => {
  const { way, ...credentials } = isObject(message) ? message : {};
  const text = (name: string): string => String(Object(credentials)[name]);
  const bench = await openBench({
    webApiUrl: text("webApiUrl"),
    tokenUrl: text("tokenUrl"),
    clientId: text("clientId"),
    clientSecret: text("clientSecret"),
    scopes: text("scopes"),
  });
  const started = performance.now();
  const cpu = process.cpuUsage();
  const fields = await ways.get(String(way))?.(bench);
  const { user, system } = process.cpuUsage(cpu);
  const peakMb = process.resourceUsage().maxRSS / 1024;
  process.send?.({ ms: performance.now() - started, cpuMs: (user + system) / 1000, fields, peakMb });
  process.disconnect();
};

/** The emulator's process: it is told the size, and tells where it is. It ends with the connection. */
const serve = async (message: unknown): Promise<void> => {
  const { startEmulator } = await import("../emulator/emulator.ts");
  const { tables, columns, scale } = isObject(message) ? message : {};
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

const ask = async (child: ChildProcess, message: object): Promise<Readonly<Record<string, unknown>>> => {
  child.send(message);
  const [answer]: unknown[] = await once(child, "message");
  return isObject(answer) ? answer : {};
};

const startChild = (role: string): ChildProcess => fork(fileURLToPath(import.meta.url), [role]);

const measure = async (way: string, environment: object): Promise<Measured> => {
  const child = startChild("work");
  const exited = once(child, "exit");
  const { ms, cpuMs, fields, peakMb } = await ask(child, { way, ...environment });
  await exited;
  return { ms: Number(ms), cpuMs: Number(cpuMs), fields: Number(fields), peakMb: Number(peakMb) };
};

const print = (columns: readonly string[]): void => {
  const [first = "", ...others] = columns;
  process.stdout.write(`${first.padEnd(30)}${others.map((text) => text.padStart(12)).join("")}\n`);
};

const run = async (size: object): Promise<void> => {
  const server = startChild("serve");
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
  process.once("message", (message) => void work(message));
} else if (role === "serve") {
  process.once("message", (message) => void serve(message));
} else {
  const { values } = parseArgs({
    options: {
      tables: { type: "string", default: "1000" },
      columns: { type: "string", default: "200" },
      scale: { type: "string", default: "0.1" },
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
