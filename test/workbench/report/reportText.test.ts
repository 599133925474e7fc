import { describe, expect, it } from "vitest";
import { actionText } from "../../../workbench/report/actionText.ts";
import { duration, wrap } from "../../../workbench/report/layout.ts";
import { openingText } from "../../../workbench/report/openingText.ts";
import { closingText, stepText, summarise } from "../../../workbench/report/scenarioText.ts";
import { styleFor } from "../../../workbench/report/style.ts";
import type { StepReport } from "../../../workbench/scenario/stepReport.ts";

const plain = styleFor({ isTerminal: false, columns: undefined, environment: {} });
const terminal = styleFor({ isTerminal: true, columns: 80, environment: {} });

const get = {
  method: "GET",
  path: "/api/data/v9.2/accounts?$select=name&$orderby=name%20asc",
  status: 200,
  ms: 5.24,
};

const asExpected: StepReport = {
  name: "firstPage",
  title: "Query accounts, 3 a page",
  action: "queryEntities",
  outcome: "asExpected",
  ms: 11.6,
  requests: [get],
  expectations: [
    { what: "records", met: true, seen: 3, wanted: "3" },
    { what: "next page", met: true, seen: "offered", wanted: "a link to the next page" },
  ],
};

const failed: StepReport = {
  ...asExpected,
  outcome: "failed",
  ms: 1234,
  requests: [
    get,
    { method: "PATCH", path: `/api/data/v9.2/accounts(${"a".repeat(90)})`, status: 412, ms: 0.4 },
  ],
  expectations: [{ what: "records", met: false, seen: undefined, wanted: "3" }],
  error: {
    name: "DataverseError",
    message:
      "Query accounts failed: there is no column nmae in the table account. Did you mean name? Correct Field Name and run it again.",
    kind: "badRequest",
    status: 400,
    code: "0x80048d19",
    requestId: "8a2b",
  },
};

const notRun: StepReport = {
  ...asExpected,
  outcome: "notRun",
  ms: 0,
  requests: [],
  expectations: [],
  because: 'it needs the result of "createAccount", and there is none',
};

describe("the report of a step", () => {
  it("shows what was done, the requests it took and what was checked", () => {
    expect(stepText(1, asExpected, plain).split("\n")).toEqual([
      " 1  Query accounts, 3 a page                                         queryEntities             12 ms",
      "    GET    accounts?$select=name&$orderby=name asc                                      200   5.2 ms",
      "    ✓ records                     3",
      '    ✓ next page                   "offered"',
      "",
    ]);
  });

  it("shows an error in full and cuts long paths", () => {
    expect(stepText(12, failed, plain).split("\n")).toEqual([
      "12  Query accounts, 3 a page                                         queryEntities             1.2 s",
      "    GET    accounts?$select=name&$orderby=name asc                                      200   5.2 ms",
      `    PATCH  accounts(${"a".repeat(65)}…  412   0.4 ms`,
      "    Query accounts failed: there is no column nmae in the table account. Did you mean name? Correct",
      "    Field Name and run it again.",
      "    DataverseError, badRequest, HTTP 400, 0x80048d19, request 8a2b",
      "    ✗ records                     nothing instead of 3",
      "",
    ]);
  });

  it("says why a step was not run", () => {
    expect(stepText(3, notRun, plain).split("\n")).toEqual([
      " 3  Query accounts, 3 a page                                         queryEntities           not run",
      '    ✗ Not run: it needs the result of "createAccount", and there is none.',
      "",
    ]);
  });

  it("keeps its columns when it is coloured, in a narrower terminal too", () => {
    const ansi = new RegExp(String.raw`${"\u001b"}\[\d+m`, "g");
    const coloured = stepText(1, asExpected, terminal);
    expect(coloured).toMatch(ansi);
    expect(coloured.replaceAll(ansi, "").split("\n").slice(0, 2)).toEqual([
      " 1  Query accounts, 3 a page                     queryEntities             12 ms",
      "    GET    accounts?$select=name&$orderby=name asc                  200   5.2 ms",
    ]);
  });
});

describe("the frame of a scenario's report", () => {
  it("opens with what is run against what", () => {
    const opening = {
      component: "ms-dynamics",
      actions: 7,
      buildMs: 412,
      kind: "emulator",
      url: "http://127.0.0.1:4100",
      readOnly: false,
      signInMs: 8,
    } as const;
    expect(openingText(opening, plain)).toBe(
      [
        "Component   ms-dynamics, dist/index.js, 7 actions, built in 412 ms",
        "Dataverse   a local emulator at http://127.0.0.1:4100",
        "Signed in   with client credentials in 8.0 ms",
        "",
      ].join("\n"),
    );
    const org = {
      ...opening,
      buildMs: undefined,
      kind: "org",
      url: "https://contoso.crm.dynamics.com",
      readOnly: true,
    } as const;
    expect(openingText(org, plain).split("\n").slice(0, 2)).toEqual([
      "Component   ms-dynamics, dist/index.js, 7 actions, as built before",
      "Dataverse   the org at https://contoso.crm.dynamics.com; only reading, add --write for the whole scenario",
    ]);
  });

  it("closes with the count of everything", () => {
    const good = summarise([asExpected]);
    expect(closingText({ summary: good, totalMs: 1900, leftovers: [] }, plain)).toBe(
      "1 step, 2 checks: everything as expected.\n1 request; 12 ms in the actions, 1.9 s altogether.\nNothing is left running.",
    );
    const bad = summarise([asExpected, failed, notRun]);
    expect(bad).toEqual({ steps: 3, failed: 1, notRun: 1, checks: 3, requests: 3, ms: 1246 });
    expect(closingText({ summary: bad, totalMs: 1900, leftovers: ["TCPServerWrap"] }, plain)).toBe(
      "3 steps, 3 checks: 1 failed, 1 not run.\n3 requests; 1.2 s in the actions, 1.9 s altogether.\nStill open: TCPServerWrap.",
    );
  });
});

describe("the report of a single action", () => {
  it("is its result as JSON and the requests it took", () => {
    const report = {
      action: "queryEntities",
      ms: 11,
      requests: [get],
      data: { value: [{ name: "Contoso" }] },
    };
    expect(actionText(report, plain)).toBe(
      [
        '{\n  "value": [\n    {\n      "name": "Contoso"\n    }\n  ]\n}',
        "",
        "queryEntities: 1 request, 11 ms",
        "  GET    accounts?$select=name&$orderby=name asc                                        200   5.2 ms",
      ].join("\n"),
    );
  });

  it("is its error and the requests it took", () => {
    const error = { name: "DataverseError", message: "No such record.", kind: "notFound", status: 404 };
    expect(actionText({ action: "getEntity", ms: 11, requests: [], error }, plain)).toBe(
      "getEntity failed.\n  No such record.\n  DataverseError, notFound, HTTP 404\n\ngetEntity: 0 requests, 11 ms",
    );
  });
});

describe("text in a terminal", () => {
  it("is coloured on a terminal only, and never with NO_COLOR", () => {
    const coloured = (isTerminal: boolean, environment: Record<string, string>) =>
      styleFor({ isTerminal, environment }).bold("x") !== "x";
    expect(coloured(true, {})).toBe(true);
    expect(coloured(false, {})).toBe(false);
    expect(coloured(true, { NO_COLOR: "1" })).toBe(false);
    expect(coloured(true, { NO_COLOR: "" })).toBe(true);
    expect(coloured(true, { TERM: "dumb" })).toBe(false);
  });

  it("breaks at spaces and leaves long words whole", () => {
    expect(wrap("one two three\n\nfour", 7)).toEqual(["one two", "three", "four"]);
    expect(wrap("a https://contoso.example.com b", 10)).toEqual(["a", "https://contoso.example.com", "b"]);
    expect(wrap("", 10)).toEqual([]);
  });

  it("tells times in the unit a person would", () => {
    expect([0, 9.96, 10, 999.4, 1000, 61_000].map(duration)).toEqual([
      "0.0 ms",
      "10 ms",
      "10 ms",
      "999 ms",
      "1.0 s",
      "61.0 s",
    ]);
  });
});
