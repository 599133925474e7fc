import { type EmulatorOptions, startEmulator } from "../emulator/emulator.ts";
import { measureByHand } from "./commandLine.ts";

const help = `Measures the emulator itself: seeding, memory, pages, changes.

  npx tsx bench/emulator.ts [--accounts 1000000] [--repeat 15]
`;

interface Spread {
  readonly median: number;
  readonly slowest: number;
}

const spreadOf = (times: readonly number[]): Spread => {
  const sorted = [...times].sort((left, right) => left - right);
  return {
    median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    slowest: sorted.at(-1) ?? Number.NaN,
  };
};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

/** The first run warms up: what it builds is built once. */
const measure = async (repeat: number, work: () => Promise<unknown>) => {
  const first = await timed(work);
  const times: number[] = [];
  for (let run = 0; run < repeat; run += 1) {
    times.push(await timed(work));
  }
  return { first, ...spreadOf(times) };
};

const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const megabytes = (): string => `${Math.round(process.memoryUsage.rss() / 1024 / 1024)} MB`;

const print = (name: string, text: string): void => {
  process.stdout.write(`${name.padEnd(58)} ${text}\n`);
};

const start = async (options: EmulatorOptions) => {
  const started = performance.now();
  const emulator = await startEmulator({ protection: { enabled: false }, ...options });
  return { emulator, took: performance.now() - started };
};

const signIn = async ({
  tokenUrl,
  clientId,
  clientSecret,
  scope,
  url,
}: Awaited<ReturnType<typeof startEmulator>>) => {
  const response = await fetch(tokenUrl, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
      scope,
    }),
  });
  const { access_token: token }: { access_token?: unknown } = Object(await response.json());
  const headers = { Authorization: `Bearer ${String(token)}`, "Content-Type": "application/json" };
  return async (path: string, init: RequestInit & { readonly prefer?: string } = {}): Promise<string> => {
    const { prefer, ...rest } = init;
    const reply = await fetch(new URL(path, `${url}/api/data/v9.2/`), {
      ...rest,
      headers: { ...headers, ...(prefer !== undefined && { Prefer: prefer }) },
    });
    const text = await reply.text();
    if (!reply.ok) {
      throw new Error(`${path} was answered with ${reply.status}: ${text.slice(0, 300)}`);
    }
    return text;
  };
};

const linkIn = (text: string): string => /"@odata\.(?:next|delta)Link":("[^"]*")/.exec(text)?.[1] ?? '""';

const pages: readonly (readonly [string, string])[] = [
  ["a page of 5000, one column", "accounts?$select=name"],
  [
    "a page of 5000, six columns",
    "accounts?$select=name,accountnumber,revenue,telephone1,statecode,createdon",
  ],
  ["a page of 5000, filtered by a text inside", "accounts?$select=name&$filter=contains(name,'ook')"],
  ["a page of 5000, sorted by name", "accounts?$select=name&$orderby=name"],
  ["a page of 5000, all columns", "accounts"],
  ["/$count", "accounts/$count"],
];

const run = async (accounts: number, repeat: number): Promise<void> => {
  const small = await start({});
  print("start with the default data", milliseconds(small.took));
  await small.emulator.close();
  const { emulator, took } = await start({ records: accounts, only: ["account"] });
  print(`start with ${accounts.toLocaleString("en-US")} accounts`, `${milliseconds(took)}, ${megabytes()}`);
  const call = await signIn(emulator);
  for (const [name, path] of pages) {
    const { first, median, slowest } = await measure(repeat, () => call(path));
    print(name, `${milliseconds(median)} (slowest ${milliseconds(slowest)}, first ${milliseconds(first)})`);
  }
  const single = await measure(repeat * 10, () =>
    call("accounts", { method: "POST", body: JSON.stringify({ name: "Measured" }) }),
  );
  print("a create", milliseconds(single.median));
  let link = "accounts?$select=name";
  const full = await timed(async () => {
    for (let text = ""; !text.includes("@odata.deltaLink"); link = JSON.parse(linkIn(text))) {
      text = await call(link, { prefer: "odata.track-changes" });
    }
  });
  print("a first list of all with change tracking", milliseconds(full));
  await call("accounts", { method: "POST", body: JSON.stringify({ name: "Changed" }) });
  const delta = await measure(repeat, () => call(link));
  print(
    "a list of one change",
    `${milliseconds(delta.median)}, ${(full / delta.median).toFixed(0)} times faster`,
  );
  print("memory at the end", megabytes());
  await emulator.close();
};

measureByHand({
  help,
  defaults: { accounts: "1000000", repeat: "15" },
  run: ({ accounts, repeat }) => run(Number(accounts), Number(repeat)),
});
