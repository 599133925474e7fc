import { connect } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { field, requestToken, useClient } from "../support/dataverseClient.ts";
import { attempt } from "./plausible.ts";

/** Longer than any of these requests may take. */
const patienceMs = 5000;
/** FUZZ_RUNS makes the search longer, FUZZ_SEED repeats one. */
const runs = Number(process.env["FUZZ_RUNS"] ?? 800);

interface Answered {
  readonly status: number;
  readonly text: string;
}

interface Wire {
  readonly port: number;
  /** Path and query. */
  readonly target: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const parse = (answer: string): Answered => ({
  status: Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? 0),
  text: answer.slice(answer.indexOf("\r\n\r\n") + 4),
});

/** Over a bare socket: HTTP clients refuse or mend much of what is sent here. */
const send = ({ port, target, method, headers, body }: Wire): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, "127.0.0.1");
    const lines = Object.entries({
      Host: `127.0.0.1:${port}`,
      Connection: "close",
      "Content-Length": String(body.length),
      ...headers,
    }).map(([name, text]) => `${name}: ${text}\r\n`);
    socket.setTimeout(patienceMs, () => socket.destroy(new Error("The emulator does not answer.")));
    socket.on("error", reject);
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("end", () => resolve(parse(Buffer.concat(chunks).toString("utf8"))));
    socket.write(`${method} ${target} HTTP/1.1\r\n${lines.join("")}\r\n`);
    socket.end(body);
  });

describe("whatever it is asked anywhere", () => {
  const client = useClient({ records: 3, webhookTimeoutMs: 50, protection: { enabled: false } });

  it("the emulator answers or refuses in time, and never breaks", async () => {
    const token = await requestToken(client().emulator);
    const known = await client().create("accounts", { name: "Known" });
    const project = await client().create("new_projects", { new_name: "Known" });
    const fill = (text: string): string => text.replaceAll("KNOWN", known).replaceAll("PROJECT", project);
    await fc.assert(
      fc.asyncProperty(attempt, async ({ method, path, options, headers, body }) => {
        const query = options.map(([name, text]) => `${name}=${encodeURIComponent(fill(text))}`).join("&");
        const segments = encodeURIComponent(fill(path)).replace(
          /%(2F|24|28|29|27|3D|2C)/g,
          decodeURIComponent,
        );
        const { pathname, search, port } = new URL(`${client().root}${segments}?${query}`);
        const answered = await send({
          port: Number(port),
          target: `${pathname}${search}`,
          method,
          headers: {
            Authorization: `Bearer ${token}`,
            ...Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, fill(text)])),
          },
          body: Buffer.from(method === "GET" || method === "HEAD" ? "" : fill(body)),
        });
        expect(answered.text).not.toContain("EmulatorFailure");
        expect(answered.status).not.toBe(500);
        if (answered.status >= 400 && answered.text.startsWith("{")) {
          expect(field(JSON.parse(answered.text), "error", "message")).toEqual(expect.any(String));
        }
      }),
      {
        numRuns: runs,
        ...(process.env["FUZZ_SEED"] !== undefined && { seed: Number(process.env["FUZZ_SEED"]) }),
      },
    );
    expect((await client().get("WhoAmI")).status).toBe(200);
  });
});
