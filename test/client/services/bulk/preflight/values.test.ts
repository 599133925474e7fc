import { describe, expect, it } from "vitest";
import type { Purpose } from "../../../../../src/client/services/bulk/preflight/recordProblem.ts";
import { usePreflight } from "./emulatedPreflight.ts";

const picture = (hex: string): string => Buffer.from(hex, "hex").toString("base64");
const png = picture("89504e470d0a1a0a00000000");

type Case = readonly [set: string, record: Readonly<Record<string, unknown>>, problem: string];

describe("a value in a dry run", () => {
  const bench = usePreflight();
  const problems = async (set: string, record: Readonly<Record<string, unknown>>, purpose?: Purpose) =>
    (await bench()).problems(set, record, purpose);

  it.each<readonly [string, Readonly<Record<string, unknown>>]>([
    ["accounts", { name: "Contoso", tickersymbol: "ABCDEFGHIJ", description: "" }],
    ["accounts", { numberofemployees: 7, revenue: 1.23456, openrevenue: undefined }],
    ["accounts", { numberofemployees: " +0007", revenue: "12.5", creditlimit: null }],
    ["accounts", { creditonhold: true, donotphone: "false", donotfax: "1", marketingonly: null }],
    ["accounts", { accountcategorycode: 2, industrycode: "33", statuscode: 1 }],
    ["accounts", { accountid: "475B158C-541C-E511-80D3-3863BB347BA8" }],
    ["contacts", { birthdate: "2024-02-29", lastonholdtime: "2026-01-31T08:30:00.123+01:00" }],
    ["contacts", { new_interests: "100000000, 100000005", lastonholdtime: "1753-01-01t00:00z" }],
    ["new_projects", { new_progress: 100, new_photo: png, new_teamsize: "1000" }],
    ["contacts", { "@odata.type": "#Microsoft.Dynamics.CRM.contact", "firstname@odata.type": "x" }],
  ])("that %s take passes: %j", async (set, record) => {
    expect(await problems(set, record)).toEqual([]);
  });

  it.each<Case>([
    ["accounts", { tickersymbol: "CONTOSO CORP" }, "is 12 characters long, but takes at most 10: shorten it"],
    ["accounts", { tickersymbol: "😀😀😀😀😀😀" }, "is 12 characters long, but takes at most 10: shorten it"],
    ["accounts", { telephone1: 425555 }, "takes text, not the number 425555: put it in quotes"],
    ["accounts", { name: true }, "takes text, not true"],
    ["accounts", { description: ["a"] }, "takes text, not a list"],
    ["accounts", { description: { a: 1 } }, "takes text, not an object"],
    ["accounts", { numberofemployees: 1.5 }, "takes a whole number such as 1200, not the number 1.5"],
    ["accounts", { numberofemployees: "many" }, 'takes a whole number such as 1200, not "many"'],
    [
      "accounts",
      { numberofemployees: "" },
      "takes a whole number such as 1200, not empty text: to clear it, use null",
    ],
    ["accounts", { numberofemployees: -1 }, "is -1, but takes 0 to 1000000000"],
    ["accounts", { importsequencenumber: 2 ** 31 }, "is 2147483648, but takes -2147483648 to 2147483647"],
    [
      "accounts",
      { revenue: "1,000" },
      'takes a number such as 1200.50, with a point and without thousands separators, not "1,000"',
    ],
    [
      "accounts",
      { revenue: false },
      "takes a number such as 1200.50, with a point and without thousands separators, not false",
    ],
    ["new_projects", { new_progress: "100.01" }, "is 100.01, but takes 0 to 100"],
    ["accounts", { creditonhold: "wahr" }, 'takes true or false, not "wahr"'],
    ["accounts", { creditonhold: 0 }, "takes true or false, not the number 0: use false"],
    ["new_projects", { new_isbillable: "no" }, 'takes true or false, not "no": use false'],
    ["new_projects", { new_isbillable: "perhaps" }, 'takes true or false, not "perhaps"'],
    [
      "accounts",
      { accountid: "{475B158C-541C-E511-80D3-3863BB347BA8}" },
      'takes a GUID, not "{475B158C-541C-E511-80D3-3863BB347BA8}": write it as 475b158c-541c-e511-80d3-3863bb347ba8',
    ],
    ["accounts", { accountid: 5 }, "takes a GUID, not the number 5"],
    [
      "contacts",
      { birthdate: "2026-02-29" },
      'takes a date such as 2026-01-31, without a time, not "2026-02-29"',
    ],
    [
      "contacts",
      { birthdate: "2026-02-28T00:00:00Z" },
      'takes a date such as 2026-01-31, without a time, not "2026-02-28T00:00:00Z"',
    ],
    ["contacts", { birthdate: "1752-12-31" }, "is before 1753-01-01, the earliest day that Dataverse keeps"],
    [
      "contacts",
      { lastonholdtime: "1753-01-01T00:00:00+01:00" },
      "is before 1753-01-01, the earliest day that Dataverse keeps",
    ],
    [
      "contacts",
      { lastonholdtime: "2026-01-31" },
      'takes a date and time such as 2026-01-31T08:30:00Z, not "2026-01-31": add a time and its zone, such as 2026-01-31T00:00:00Z',
    ],
    [
      "contacts",
      { lastonholdtime: "2026-01-31T08:30" },
      'takes a date and time such as 2026-01-31T08:30:00Z, not "2026-01-31T08:30": add its time zone, such as Z for UTC or +01:00',
    ],
    [
      "contacts",
      { lastonholdtime: "2026-02-30T08:30" },
      'takes a date and time such as 2026-01-31T08:30:00Z, not "2026-02-30T08:30"',
    ],
    [
      "contacts",
      { lastonholdtime: 1769844600 },
      "takes a date and time such as 2026-01-31T08:30:00Z, not the number 1769844600",
    ],
    [
      "accounts",
      { accountcategorycode: 3 },
      "is 3, which is none of its options: use 1 (Preferred Customer) or 2 (Standard)",
    ],
    [
      "accounts",
      { accountcategorycode: " standard" },
      'takes the number of an option, not " standard": use 2 (Standard)',
    ],
    [
      "accounts",
      { accountcategorycode: "gold" },
      'takes the number of an option, not "gold": use 1 (Preferred Customer) or 2 (Standard)',
    ],
    [
      "accounts",
      { accountcategorycode: 1.5 },
      "takes the number of an option, not the number 1.5: use 1 (Preferred Customer) or 2 (Standard)",
    ],
    [
      "contacts",
      { new_interests: [100000000] },
      'takes the numbers of its options as text such as "100000000,100000001", not a list',
    ],
    [
      "contacts",
      { new_interests: "100000000,Travel" },
      'holds "Travel", which is none of its options: use 100000005 (Travel)',
    ],
    ["new_projects", { new_photo: "not base64!" }, 'takes a picture as base64, not "not base64!"'],
    [
      "new_projects",
      { new_photo: picture("000000000000") },
      "is no picture that Dataverse can read: use PNG, JPEG, GIF, BMP or TIFF",
    ],
    [
      "new_projects",
      { new_document: "plan.docx" },
      "is a file, which is uploaded to the record and not written with it: leave it out",
    ],
  ])("that %s do not take is told with what to do: %o", async (set, record, problem) => {
    const { check } = await (await bench()).preflightOf(set);
    const [column = ""] = Object.keys(record);
    expect(check(record, "create")).toEqual([{ column, message: `${column} ${problem}.` }]);
  });

  it("that is a picture is not larger than the column takes", async () => {
    const { check } = await (await bench()).preflightOf("new_projects");
    const sized = (bytes: number) => picture(`ffd8ff${"00".repeat(bytes - 3)}`);
    expect(check({ new_photo: sized(10_240 * 1024) }, "create")).toEqual([]);
    expect(check({ new_photo: sized(10_240 * 1024 + 1) }, "create")).toEqual([
      { column: "new_photo", message: "new_photo is larger than 10240 KB: use a smaller picture." },
    ]);
  });

  it("of many options names the first ones", async () => {
    const [message] = await problems("accounts", { industrycode: "Space" });
    expect(message).toMatch(/: use 1 \(Accounting\), .* 10 \(.*\) or one of 23 more\.$/);
  });

  it("that is absent or null needs no check of its own", async () => {
    expect(await problems("accounts", { name: undefined, revenue: null, accountcategorycode: null })).toEqual(
      [],
    );
  });
});

describe("a status reason in a dry run", () => {
  const bench = usePreflight();
  const problems = async (record: Readonly<Record<string, unknown>>, purpose: Purpose) =>
    (await bench()).problems("accounts", record, purpose);

  it("of a new record belongs to the state that it begins in", async () => {
    expect(await problems({ statuscode: "2" }, "create")).toEqual([
      "statuscode is 2 (Inactive), which does not belong to the state 0 (Active) that a new record begins in: use 1 (Active), or set it by an update afterwards.",
    ]);
  });

  it.each<Purpose>(["update", "upsert"])(
    "of an %s belongs to the state that is given with it",
    async (purpose) => {
      expect(await problems({ statecode: "1", statuscode: 1 }, purpose)).toEqual([
        "statuscode is 1 (Active), which does not belong to the state 1 (Inactive) of statecode: use 2 (Inactive).",
      ]);
      expect(await problems({ statecode: 1, statuscode: "2" }, purpose)).toEqual([]);
    },
  );

  it.each<Purpose>(["update", "upsert"])(
    "of an %s alone may fit the state of the record, which is not looked at",
    async (purpose) => {
      expect(await problems({ statuscode: 2 }, purpose)).toEqual([]);
    },
  );

  it("that is none of the options is told of once", async () => {
    expect(await problems({ statecode: 0, statuscode: 9 }, "update")).toEqual([
      "statuscode is 9, which is none of its options: use 1 (Active) or 2 (Inactive).",
    ]);
  });
});
