import fc from "fast-check";
import type { ColumnDefinition, TableDefinition } from "../../../../../emulator/schema/model.ts";
import type { JsonObject } from "../../../../../src/client/services/jsonObject.ts";
import { type Client, field, rows } from "../../../../emulator/support/dataverseClient.ts";

/** References to records that exist, by their entity set. */
export type Existing = ReadonlyMap<string, string>;

const primaryIds = {
  accounts: "accountid",
  contacts: "contactid",
  systemusers: "systemuserid",
  teams: "teamid",
  leads: "leadid",
  transactioncurrencies: "transactioncurrencyid",
  new_projects: "new_projectid",
};

/** One record of each entity set. */
export const existingRecords = async (caller: Client): Promise<Existing> => {
  await caller.create("new_projects", { new_name: "Bridge" });
  const found = Object.entries(primaryIds).map(async ([set, id]): Promise<readonly [string, string]> => {
    const [first] = rows(await caller.get(`${set}?$select=${id}&$top=1`));
    return [set, String(field(first, id))];
  });
  return new Map(await Promise.all(found));
};

const png = Buffer.from("89504e470d0a1a0a00000000", "hex").toString("base64");
const aDay = fc.date({ min: new Date("1750-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });

/** What is wrong for most columns, and right for some. */
const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    "",
    true,
    false,
    0,
    1,
    -1,
    1.5,
    2,
    1e10,
    2_147_483_648,
    -2_147_483_649,
    1e300,
  ),
  fc.constantFrom("true", "0", "TRUE", "1", " 1", "+1", "-1", "01", "1.50", "1e3", "1,000", "12 ", "0x10"),
  fc.constantFrom(
    "2026-01-31",
    "2026-02-30",
    "2026-01-31T08:30:00Z",
    "2026-01-31T08:30",
    "2026-01-31T25:00:00Z",
  ),
  fc.constantFrom(
    "2026-01-31t08:30:00.5+01:00",
    "1752-12-31",
    "1752-12-31T00:00:00Z",
    "31.01.2026",
    "20260131",
  ),
  fc.constantFrom("100000000", "100000000, 100000001", "100000000,", "1,2", "Standard", "100000000,7"),
  fc.constantFrom(
    "x".repeat(10),
    "x".repeat(101),
    "x".repeat(2001),
    "😀".repeat(30),
    "\ud800",
    "a\u0000b",
    png,
  ),
  fc.constantFrom<unknown>([], [1], {}, { a: 1 }, "AAAA", "{475b158c-541c-e511-80d3-3863bb347ba8}"),
  fc.uuid(),
  fc.string(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Numbers at the limits of a column and right behind them. */
const atLimits = ({ minValue = 0, maxValue = 0 }: ColumnDefinition): fc.Arbitrary<number> =>
  fc.constantFrom(minValue, minValue - 1, maxValue, maxValue + 1);

const number = (column: ColumnDefinition): fc.Arbitrary<number> => {
  const { minValue = -1e6, maxValue = 1e6 } = column;
  return fc.oneof(fc.double({ min: minValue, max: maxValue, noNaN: true }), atLimits(column));
};

const wholeNumber = (column: ColumnDefinition): fc.Arbitrary<number | string> => {
  const { minValue = -1e6, maxValue = 1e6 } = column;
  const numbers = fc.oneof(fc.integer({ min: minValue, max: maxValue }), atLimits(column));
  return fc.oneof(numbers, numbers.map(String));
};

const option = ({ choices = [] }: ColumnDefinition): fc.Arbitrary<number | string> =>
  fc.constantFrom(...choices.flatMap(({ value }) => [value, String(value)]));

const options = ({ choices = [] }: ColumnDefinition): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...choices.map(({ value }) => value)), { maxLength: 3 })
    .map((some) => some.join(","));

const instant = ({ dateFormat }: ColumnDefinition): fc.Arbitrary<string> =>
  aDay.map((day) => (dateFormat === "DateOnly" ? day.toISOString().slice(0, 10) : day.toISOString()));

const text = ({ maxLength = 100 }: ColumnDefinition): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ unit: "binary", maxLength: Math.min(maxLength, 200) }),
    fc.constantFrom("x".repeat(maxLength), "x".repeat(maxLength + 1)),
  );

/** What a column is made for. */
const fitting: Readonly<Record<string, (column: ColumnDefinition) => fc.Arbitrary<unknown>>> = {
  String: text,
  Memo: text,
  Integer: wholeNumber,
  Decimal: number,
  Money: number,
  Boolean: () => fc.boolean(),
  DateTime: instant,
  Picklist: option,
  State: option,
  Status: option,
  MultiSelectPicklist: options,
  Uniqueidentifier: () => fc.uuid(),
  Image: () => fc.constant(png),
};

type Member = readonly [string, unknown];

const named = (name: string, values: fc.Arbitrary<unknown>): fc.Arbitrary<Member> =>
  values.map((value): Member => [name, value]);

/** Every spelling of a reference, those of records that exist and those that name none. */
const reference = (existing: Existing): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<unknown>(...[...existing].map(([set, id]) => `/${set}(${id})`)) },
    fc.constantFrom<unknown>(
      ...[...existing].flatMap(([set, id]) => [
        null,
        id,
        `${set}(${id.toUpperCase()})`,
        `/api/data/v9.1/${set}(${id})`,
        `${set}({${id}})`,
        `${set}/${id}`,
        `${set.slice(1)}(${id})`,
        `${set}(accountnumber=A-1)`,
        `${set}(accountnumber='A:1')`,
        `https://other.example/api/data/v9.2/${set}(${id})`,
        set,
      ]),
    ),
    anything,
  );

const lookupMembers = (column: ColumnDefinition, existing: Existing): readonly fc.Arbitrary<Member>[] => {
  const properties = (column.targets ?? []).map(({ navigationProperty }) => navigationProperty);
  return [
    named(column.logicalName, anything),
    named(`_${column.logicalName}_value`, anything),
    ...properties.flatMap((property) => [
      named(`${property}@odata.bind`, reference(existing)),
      named(`${property}@odata.bind`, reference(existing)),
      named(property, anything),
      named(`${property.toUpperCase()}@odata.bind`, reference(existing)),
    ]),
  ];
};

const columnMembers = (column: ColumnDefinition): fc.Arbitrary<Member> => {
  const fit = fitting[column.type]?.(column) ?? anything;
  return named(column.logicalName, fc.oneof({ weight: 3, arbitrary: fit }, anything));
};

/** Records of a table, most of their members right, some wrong, in all ways at once. */
export const recordsOf = (
  { columns, alternateKeys }: TableDefinition,
  existing: Existing,
): fc.Arbitrary<JsonObject> => {
  const keys = new Set(alternateKeys.flatMap((key) => key.columns));
  const free = columns.filter(({ logicalName }) => !keys.has(logicalName));
  const members = free.flatMap((column) =>
    column.targets === undefined ? [columnMembers(column)] : lookupMembers(column, existing),
  );
  const unknown = ["nme", "Name", "statuscodename", "ownerid_team", "name@odata.bind", "foo@odata.bind"];
  const member = fc.oneof(
    { weight: 12, arbitrary: fc.oneof(...members) },
    fc.constantFrom(...unknown).chain((name) => named(name, anything)),
    named("@odata.type", fc.constant("#Microsoft.Dynamics.CRM.anything")),
  );
  return fc.array(member, { maxLength: 4 }).map((some) => Object.fromEntries(some));
};
