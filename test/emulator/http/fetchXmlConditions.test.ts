import { beforeAll, describe, expect, it } from "vitest";
import { field, refusal, rows, useClient } from "../support/dataverseClient.ts";
import { fetchXml } from "../support/fetchXml.ts";

const now = Date.parse("2026-03-18T10:30:00Z");
const hour = 3_600_000;
const day = 24 * hour;

describe("a FetchXML condition", () => {
  const client = useClient({ records: 3, now: () => now });

  /** The subjects of the tasks for which it holds. */
  const found = async (condition: string): Promise<readonly unknown[]> => {
    const reply = await fetchXml(
      client(),
      `<fetch><entity name="task"><attribute name="subject" /><order attribute="subject" />
       <filter><condition attribute="category" operator="eq" value="test" />${condition}</filter></entity></fetch>`,
    );
    if (reply.status !== 200) {
      throw new Error(JSON.stringify(reply.body));
    }
    return rows(reply).map((row) => field(row, "subject"));
  };

  const due = (operator: string, value?: string | number) =>
    found(
      `<condition attribute="scheduledend" operator="${operator}"${value === undefined ? "" : ` value="${value}"`} />`,
    );

  beforeAll(async () => {
    const tasks: readonly (readonly [string, number | undefined, number?])[] = [
      ["a long ago", now - 800 * day, 10],
      ["b last month", now - 20 * day, 20],
      ["c last week", now - 6 * day, 30],
      ["d yesterday", now - day],
      ["e hours ago", now - 3 * hour],
      ["f soon", now + 2 * hour],
      ["g tomorrow", now + day],
      ["h next week", now + 6 * day],
      ["i next year", now + 360 * day],
      ["j never", undefined],
    ];
    for (const [subject, time, minutes] of tasks) {
      await client().create("tasks", {
        subject,
        category: "test",
        ...(time !== undefined && { scheduledend: new Date(time).toISOString() }),
        ...(minutes !== undefined && { actualdurationminutes: minutes }),
      });
    }
  });

  const letters = (subjects: readonly unknown[]): string => subjects.map((text) => String(text)[0]).join("");

  it("knows days, weeks, months and years", async () => {
    expect(letters(await due("today"))).toBe("ef");
    expect(letters(await due("yesterday"))).toBe("d");
    expect(letters(await due("tomorrow"))).toBe("g");
    expect(letters(await due("last-week"))).toBe("c");
    expect(letters(await due("this-week"))).toBe("defg");
    expect(letters(await due("next-week"))).toBe("h");
    expect(letters(await due("last-month"))).toBe("b");
    expect(letters(await due("this-year"))).toBe("bcdefgh");
    expect(letters(await due("next-year"))).toBe("i");
    expect(letters(await due("last-seven-days"))).toBe("cde");
    expect(letters(await due("next-seven-days"))).toBe("fgh");
  });

  it("counts hours, days, weeks, months and years from now", async () => {
    expect(letters(await due("last-x-hours", 4))).toBe("e");
    expect(letters(await due("next-x-hours", 2))).toBe("f");
    expect(letters(await due("last-x-days", 1))).toBe("de");
    expect(letters(await due("next-x-weeks", 1))).toBe("fgh");
    expect(letters(await due("last-x-months", 1))).toBe("bcde");
    expect(letters(await due("last-x-years", 3))).toBe("abcde");
    expect(letters(await due("olderthan-x-minutes", 60))).toBe("abcde");
    expect(letters(await due("olderthan-x-days", 10))).toBe("ab");
    expect(letters(await due("olderthan-x-years", 1))).toBe("a");
  });

  it("compares with the days of dates", async () => {
    expect(letters(await due("on", "2026-03-18"))).toBe("ef");
    expect(letters(await due("on-or-before", "2026-03-17"))).toBe("abcd");
    expect(letters(await due("on-or-after", "2026-03-19T23:00:00Z"))).toBe("ghi");
    expect(letters(await due("null"))).toBe("j");
    expect(letters(await due("not-null"))).toBe("abcdefghi");
  });

  it("matches text, with live wildcards", async () => {
    const subject = (operator: string, value: string) =>
      found(`<condition attribute="subject" operator="${operator}" value="${value}" />`);
    expect(letters(await subject("like", "%NEXT%"))).toBe("hi");
    expect(letters(await subject("not-like", "%e%"))).toBe("abfg");
    expect(letters(await subject("begins-with", "_ last"))).toBe("bc");
    expect(letters(await subject("not-begin-with", "[a-h]"))).toBe("ij");
    expect(letters(await subject("ends-with", "day"))).toBe("d");
    expect(letters(await subject("not-end-with", "r"))).toBe("abcdefgh");
    expect(letters(await subject("eq", "F SOON"))).toBe("f");
    expect(letters(await subject("neq", "f soon"))).toBe("abcdeghij");
  });

  it("compares numbers, lists and ranges; negated forms keep rows without a value", async () => {
    const minutes = (operator: string, ...values: readonly number[]) =>
      found(
        `<condition attribute="actualdurationminutes" operator="${operator}">${values.map((value) => `<value>${value}</value>`).join("")}</condition>`,
      );
    expect(letters(await minutes("ge", 20))).toBe("bc");
    expect(letters(await minutes("lt", 20))).toBe("a");
    expect(letters(await minutes("in", 10, 30))).toBe("ac");
    expect(letters(await minutes("not-in", 10, 30))).toBe("bdefghij");
    expect(letters(await minutes("between", 20, 30))).toBe("bc");
    expect(letters(await minutes("not-between", 20, 30))).toBe("adefghij");
    expect(letters(await minutes("ne", 20))).toBe("acdefghij");
  });

  it("knows who asks, and their business unit", async () => {
    const all = "abcdefghij";
    expect(letters(await found('<condition attribute="ownerid" operator="eq-userid" />'))).toBe(all);
    expect(letters(await found('<condition attribute="ownerid" operator="ne-userid" />'))).toBe("");
    expect(
      letters(await found('<condition attribute="owningbusinessunit" operator="eq-businessid" />')),
    ).toBe(all);
  });

  it("looks into multi-select choices", async () => {
    const id = await client().create("contacts", {
      lastname: "Choosy",
      new_interests: "100000001,100000002",
    });
    const chosen = async (operator: string, value: number) => {
      const reply = await fetchXml(
        client(),
        `<fetch><entity name="contact"><attribute name="contactid" /><filter>
         <condition attribute="lastname" operator="eq" value="Choosy" />
         <condition attribute="new_interests" operator="${operator}"><value>${value}</value></condition></filter></entity></fetch>`,
      );
      return rows(reply).map((row) => field(row, "contactid"));
    };
    expect(await chosen("contain-values", 100000002)).toEqual([id]);
    expect(await chosen("contain-values", 100000003)).toEqual([]);
    expect(await chosen("not-contain-values", 100000003)).toEqual([id]);
  });

  it("is refused with the service's words", async () => {
    const problem = async (condition: string) => {
      const reply = await fetchXml(
        client(),
        `<fetch><entity name="task"><filter>${condition}</filter></entity></fetch>`,
      );
      expect(reply.status).toBe(400);
      return reply.body;
    };
    expect(await problem('<condition attribute="title" operator="eq" value="1" />')).toEqual(
      refusal(
        "0x80041103",
        "'Task' entity doesn't contain attribute with Name = 'title' and NameMapping = 'Logical'.",
      ),
    );
    expect(await problem('<condition attribute="subject" operator="contains" value="1" />')).toEqual(
      refusal("0x80041120", "Unknown Condition Operator: contains"),
    );
    expect(await problem('<condition attribute="ownerid" operator="eq" value="me" />')).toEqual(
      refusal(
        "0x80040203",
        "An exception System.FormatException was thrown while trying to convert input value 'me' to attribute 'task.ownerid'. Expected type of attribute value: System.Guid. Exception raised: Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).",
      ),
    );
    expect(await problem('<condition attribute="subject" operator="today" />')).toEqual(
      refusal(
        "0x80041106",
        "Condition for attribute 'task.subject': the operator 'today' is not for String attributes.",
      ),
    );
    expect(await problem('<condition attribute="subject" operator="between" value="1" />')).toEqual(
      refusal(
        "0x80041106",
        "Condition for attribute 'task.subject': the operator 'between' takes 2 value(s), but 1 were given.",
      ),
    );
    expect(await problem('<condition attribute="subject" operator="eq" value="1" entityname="x" />')).toEqual(
      refusal("0x80040203", "Link entity with name or alias x is not found"),
    );
  });

  it("says which operators it does not support", async () => {
    for (const operator of ["eq-or-under", "eq-userteams", "last-fiscal-year", "in-fiscal-period"]) {
      const reply = await fetchXml(
        client(),
        `<fetch><entity name="task"><filter><condition attribute="ownerid" operator="${operator}" value="1" /></filter></entity></fetch>`,
      );
      expect([reply.status, field(reply.body, "error", "message")]).toEqual([
        501,
        `The Dataverse emulator does not support the operator '${operator}' in FetchXML.`,
      ]);
    }
  });
});
