import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { FaultRule } from "../../emulator/control/faults.ts";
import { keyValues, useTestBench } from "../support/dataverse.ts";

const page = { entityType: "accounts", fieldNames: ["name"], recordsPerPage: "2" };

describe("with global debug on", () => {
  const bench = useTestBench({ globalDebug: true, records: 300 });
  const shown = (value: unknown): string =>
    `${inspect(value, { depth: 12, showHidden: true })}${JSON.stringify(value, (_, item: unknown) => (item instanceof Error ? { ...item, message: item.message, stack: item.stack } : item))}`;
  const secrets = (): readonly string[] => [
    String(bench().connection.token?.access_token),
    bench().emulator.clientSecret,
  ];

  it("logs requests and answers, but never a token or a secret", async () => {
    const { logs } = await bench().runner.action("queryEntities", page);
    const text = shown(logs);
    expect(text).toContain("maxpagesize=2");
    expect(text).toContain('"status":200');
    for (const secret of secrets()) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/bearer/i);
  });

  it("logs no body over 10 KB", async () => {
    const { logs } = await bench().runner.action("queryEntities", {
      entityType: "accounts",
      recordsPerPage: "300",
    });
    expect(Math.max(...logs.map(({ args }) => JSON.stringify(args).length))).toBeLessThan(12_000);
  });

  it("logs neither the values of a query nor those of a key in the path", async () => {
    const { logs } = await bench().runner.attempt("getEntity", {
      entityType: "accounts",
      entityId: "accountnumber='PRIVATE-1'",
    });
    const paths = logs.map(({ fields }) => String(fields["path"]));
    expect(paths.join()).toContain("accounts(accountnumber=");
    expect(paths.join()).not.toContain("PRIVATE-1");
  });

  const faults: readonly (readonly [string, FaultRule["fault"]])[] = [
    ["an expired token", { kind: "expireToken" }],
    ["a redirect", { kind: "redirect", location: "https://elsewhere.example/" }],
    ["a broken connection", { kind: "resetAfter" }],
    ["a truncated answer", { kind: "truncate" }],
    ["a web page", { kind: "html", status: 502 }],
    ["an error", { kind: "status", status: 400, body: { error: { code: "", message: "No." } } }],
  ];

  it.each(faults)("an error after %s holds no token and no secret", async (_, fault) => {
    bench().emulator.control.faults.add({ fault });
    const outcome = await bench().runner.attempt("createEntity", {
      entityType: "accounts",
      fieldValues: keyValues({ name: "Secret keeper" }),
    });
    expect(outcome.succeeded).toBe(false);
    const text = shown(outcome);
    for (const secret of secrets()) expect(text).not.toContain(secret);
  });

  it("an answer that repeats the token does not get it into the error", async () => {
    const [token = ""] = secrets();
    bench().emulator.control.faults.add({
      fault: { kind: "status", status: 400, body: { error: { code: "0x0", message: `Bad token ${token}` } } },
    });
    const outcome = await bench().runner.attempt("getCurrentUser");
    expect(shown(outcome)).not.toContain(token);
    expect(shown(outcome)).toContain("Bad token (access token)");
  });
});
