import { beforeAll, describe, expect, it } from "vitest";
import { field, refusal, rows, useClient } from "../support/dataverseClient.ts";

const now = Date.parse("2026-03-18T15:45:30Z");
const namespace = "Microsoft.Dynamics.CRM.";

const records = [
  {
    lastname: "O'Brian",
    numberofchildren: 1,
    lastonholdtime: "2026-03-18T15:00:00Z",
    new_interests: "100000000,100000002",
  },
  {
    lastname: "Smith",
    numberofchildren: 3,
    lastonholdtime: "2026-03-18T02:00:00Z",
    new_interests: "100000001",
  },
  { lastname: "Jones", numberofchildren: 5, lastonholdtime: "2026-03-11T00:00:00Z" },
  { lastname: "Empty" },
  { lastname: "Later", numberofchildren: 9, lastonholdtime: "2026-03-19T00:00:00Z" },
];

describe("a query function in $filter", () => {
  const client = useClient({ now: () => now });
  const find = async (filter: string, more = ""): Promise<readonly unknown[]> => {
    const reply = await client().get(
      `contacts?$select=lastname&$filter=jobtitle eq 'Functions' and ${encodeURIComponent(filter)}${more}`,
    );
    expect(field(reply.body, "error")).toBeUndefined();
    return rows(reply).map((row) => field(row, "lastname"));
  };

  beforeAll(async () => {
    for (const [index, record] of records.entries()) {
      const contactid = `63000000-0000-0000-0000-00000000000${index}`;
      await client().create("contacts", { ...record, contactid, jobtitle: "Functions" });
    }
  });

  it.each([
    [`Between(PropertyName='numberofchildren',PropertyValues=["1","3"])`, ["O'Brian", "Smith"]],
    [`NotBetween(PropertyName='numberofchildren',PropertyValues=["1","3"])`, ["Jones", "Empty", "Later"]],
    [`In(PropertyName='lastname',PropertyValues=["o'brian","JONES"])`, ["O'Brian", "Jones"]],
    [`In(PropertyName='lastname',PropertyValues=['Smith','Jones'])`, ["Smith", "Jones"]],
    [`In(PropertyName='lastname',PropertyValues=[])`, []],
    [`NotIn(PropertyName='numberofchildren',PropertyValues=["1","9"])`, ["Smith", "Jones", "Empty"]],
    [`In(PropertyName='contactid',PropertyValues=["63000000-0000-0000-0000-000000000002"])`, ["Jones"]],
    [
      `ContainValues(PropertyName='new_interests',PropertyValues=["100000002","100000001"])`,
      ["O'Brian", "Smith"],
    ],
    [
      `DoesNotContainValues(PropertyName='new_interests',PropertyValues=["100000000"])`,
      ["Smith", "Jones", "Empty", "Later"],
    ],
    ["Today(PropertyName='lastonholdtime')", ["O'Brian", "Smith"]],
    ["Tomorrow(PropertyName='lastonholdtime')", ["Later"]],
    ["Yesterday(PropertyName='lastonholdtime')", []],
    ["LastXHours(PropertyName='lastonholdtime',PropertyValue=1)", ["O'Brian"]],
    ["Last7Days(PropertyName='lastonholdtime')", ["O'Brian", "Smith", "Jones"]],
    ["LastXDays(PropertyName='lastonholdtime',PropertyValue=1)", ["O'Brian", "Smith"]],
    ["NextXHours(PropertyName='lastonholdtime',PropertyValue=9)", ["Later"]],
    ["ThisWeek(PropertyName='lastonholdtime')", ["O'Brian", "Smith", "Later"]],
    ["LastWeek(PropertyName='lastonholdtime')", ["Jones"]],
    ["ThisMonth(PropertyName='lastonholdtime')", ["O'Brian", "Smith", "Jones", "Later"]],
    ["OlderThanXDays(PropertyName='lastonholdtime',PropertyValue=1)", ["Jones"]],
    ["OlderThanXMinutes(PropertyName='lastonholdtime',PropertyValue=60)", ["Smith", "Jones"]],
    ["On(PropertyName='lastonholdtime',PropertyValue='2026-03-18')", ["O'Brian", "Smith"]],
    ["OnOrBefore(PropertyName='lastonholdtime',PropertyValue='2026-03-11')", ["Jones"]],
    ["OnOrAfter(PropertyName='lastonholdtime',PropertyValue='2026-03-19')", ["Later"]],
    ["EqualUserId(PropertyName='ownerid')", records.map(({ lastname }) => lastname)],
    ["NotEqualUserId(PropertyName='_ownerid_value')", []],
    ["EqualBusinessId(PropertyName='owningbusinessunit')", records.map(({ lastname }) => lastname)],
  ])("keeps the right rows: %s", async (call, expected) => {
    expect(await find(namespace + call)).toEqual(expected);
  });

  it("takes its arguments from aliases", async () => {
    const call = `${namespace}In(PropertyName=@p1,PropertyValues=@p2)`;
    expect(await find(call, `&@p1='lastname'&@p2=${encodeURIComponent('["O\'Brian","Smith"]')}`)).toEqual([
      "O'Brian",
      "Smith",
    ]);
    expect(
      await find(`${namespace}LastXHours(PropertyName=@p1,PropertyValue=@p2)`, "&@p1='lastonholdtime'&@p2=1"),
    ).toEqual(["O'Brian"]);
  });

  const refused = async (filter: string) => {
    const reply = await client().get(`contacts?$filter=${encodeURIComponent(filter)}`);
    return [reply.status, field(reply.body, "error", "code"), field(reply.body, "error", "message")];
  };

  it("says what is wrong with single quotes in single quotes", async () => {
    expect(
      await refused(`${namespace}In(PropertyName='lastname',PropertyValues=['OBrian','O'Brian'])`),
    ).toEqual([
      400,
      "0x80060888",
      "Invalid JSON. A comma character ',' was expected in scope 'Array'. Every two elements in an array and properties of an object must be separated by commas.",
    ]);
  });

  it("refuses a column that is not there as FetchXML does", async () => {
    expect(await refused(`${namespace}Today(PropertyName='nothing')`)).toEqual([
      400,
      "0x80041103",
      "'Contact' entity doesn't contain attribute with Name = 'nothing' and NameMapping = 'Logical'.",
    ]);
  });

  it.each([
    ["Today(PropertyName='lastname')", 400],
    ["Today(lastonholdtime)", 400],
    ["Today()", 400],
    ["LastXHours(PropertyName='lastonholdtime')", 400],
    ["LastXHours(PropertyName='lastonholdtime',PropertyValue='1')", 400],
    ["LastXHours(PropertyName='lastonholdtime',PropertyValue=0)", 400],
    [`Between(PropertyName='numberofchildren',PropertyValues=["1"])`, 400],
    [`In(PropertyName='numberofchildren',PropertyValues=["many"])`, 400],
    [`In(PropertyName='numberofchildren',PropertyValues=[1])`, 400],
    [`ContainValues(PropertyName='lastname',PropertyValues=["1"])`, 400],
    ["Nonsense(PropertyName='lastname')", 400],
    [`In(PropertyName='new_interests',PropertyValues=["1"])`, 501],
    ["Above(PropertyName='contactid',PropertyValue='x')", 501],
    ["InFiscalYear(PropertyName='lastonholdtime',PropertyValue=2026)", 501],
  ])("refuses %s", async (call, status) => {
    expect((await refused(namespace + call))[0]).toBe(status);
  });

  it("has no functions and operators of OData beyond the documented ones", async () => {
    for (const filter of ["tolower(lastname) eq 'x'", "length(lastname) gt 3", "year(createdon) eq 2026"]) {
      const reply = await client().get(`contacts?$filter=${encodeURIComponent(filter)}`);
      expect([reply.status, reply.body]).toEqual([
        400,
        refusal("0x80060888", "The query node SingleValueFunctionCall is not supported."),
      ]);
    }
    expect(await refused("numberofchildren add 1 gt 2")).toEqual([
      400,
      "0x80060888",
      "The query node BinaryOperator is not supported.",
    ]);
    expect(await refused("substringof('x',lastname)")).toEqual([
      400,
      "0x80060888",
      "An unknown function with name 'substringof' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.",
    ]);
    expect(await refused("lastname in ('Smith','Jones')")).toEqual([
      501,
      "0x80004001",
      "The method or operation is not implemented.",
    ]);
    expect((await refused(`not ${namespace}Today(PropertyName='createdon')`))[0]).toBe(501);
  });
});
