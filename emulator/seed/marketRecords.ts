import { type Currency, currencies, currencyValues, inBase } from "./currencies.ts";
import { fixedRecords, fixedReference } from "./fixedRecord.ts";
import { date, day, timestamp } from "./moments.ts";
import type { SeedRecord } from "./seedRecord.ts";
import { rowOwners, sellers, userReference } from "./staff.ts";
import { ownership } from "./world.ts";

const price = (currency: Currency, amount: number): SeedRecord["values"] => ({
  price: amount,
  price_base: inBase(currency, amount),
  ...currencyValues(currency),
});

const retail = fixedReference("pricelevel", 0);

const product = (name: string, productnumber: string, amount: number): SeedRecord["values"] => ({
  name,
  productnumber,
  productstructure: 1,
  producttypecode: 1,
  quantitydecimal: 0,
  statecode: 0,
  statuscode: 1,
  pricelevelid: retail,
  ...price(currencies.USD, amount),
});

const products: readonly SeedRecord["values"][] = [
  product("Espresso Machine Pro", "CM-1000", 1299),
  product("Coffee Grinder", "CM-2000", 249.5),
  product("Road Bike 250", "BK-250", 1899),
  product('Mountain Bike 26"', "BK-26", 899.99),
  product("Service Visit", "SV-1", 120),
  { ...product("Coffee Grinder (old)", "CM-0900", 199), statecode: 1, statuscode: 2 },
];

const priceLists: readonly SeedRecord["values"][] = [
  { name: "Retail", statecode: 0, statuscode: 100_001, ...currencyValues(currencies.USD) },
  { name: "Europe Retail", statecode: 0, statuscode: 100_001, ...currencyValues(currencies.EUR) },
];

const list = (listname: string, createdfromcode: 1 | 2 | 4): SeedRecord["values"] => ({
  listname,
  createdfromcode,
  membertype: createdfromcode,
  statecode: 0,
  statuscode: 0,
  ...currencyValues(currencies.USD),
});

const lists: readonly SeedRecord["values"][] = [
  list("Key Customers", 1),
  list("Newsletter", 2),
  list("Trade Fair Leads", 4),
];

const campaigns: readonly SeedRecord["values"][] = [
  {
    name: "Spring Coffee Days",
    codename: "CMP-01000-SPRING",
    typecode: 3,
    statecode: 0,
    statuscode: 2,
    ...currencyValues(currencies.USD),
  },
  {
    name: "Bike to Work",
    codename: "CMP-01001-BIKE",
    typecode: 1,
    statecode: 0,
    statuscode: 0,
    ...currencyValues(currencies.EUR),
  },
];

interface Occasion {
  readonly name: string;
  readonly type: number;
  readonly format: number;
  /** Days from now. */
  readonly inDays: number;
  readonly externalId?: string;
}

const occasions: readonly Occasion[] = [
  {
    name: "Contoso Coffee Conference",
    type: 100_000_002,
    format: 100_000_003,
    inDays: 40,
    externalId: "ACME-1001",
  },
  { name: "Barista Training", type: 100_000_004, format: 100_000_001, inDays: 12, externalId: "ACME-1002" },
  { name: "New Roasts, live", type: 100_000_005, format: 100_000_002, inDays: -9, externalId: "ACME-1003" },
  { name: "Executive Briefing: Cafés & Bäckereien", type: 100_000_001, format: 100_000_001, inDays: 75 },
  {
    name: "Espresso Machine Demonstration",
    type: 100_000_003,
    format: 100_000_002,
    inDays: -60,
    externalId: "ACME-0999",
  },
];

const eventValues = (
  now: number,
  { name, type, format, inDays, externalId }: Occasion,
): SeedRecord["values"] => {
  const start = Math.floor(now / day) * day + inDays * day + 9 * (day / 24);
  return {
    msevtmgt_name: name,
    msevtmgt_eventtype: type,
    msevtmgt_eventformat: format,
    msevtmgt_eventstartdate: timestamp(start),
    msevtmgt_eventenddate: timestamp(start + (8 * day) / 24),
    msevtmgt_eventtimezone: 110,
    msevtmgt_eventtimezonename: "W. Europe Standard Time",
    msevtmgt_publishstatus: inDays > 0 ? 100_000_003 : 100_000_002,
    new_acmeexternalid: externalId ?? null,
    statecode: 0,
    statuscode: 1,
    ...currencyValues(currencies.EUR),
  };
};

const reading = (now: number, number: number): SeedRecord["values"] => ({
  contoso_sensortype: number % 2 === 0 ? "Temperature" : "Humidity",
  contoso_deviceid: `Device-${number % 3}`,
  contoso_value: 20 + number,
  contoso_timestamp: timestamp(now - number * 60_000),
  contoso_energyconsumption: JSON.stringify({ power: 0.55 + number / 100, powerUnit: "kWh", voltage: 2 }),
  partitionid: `Device-${number % 3}`,
  ttlinseconds: 86_400,
});

const project = (now: number, number: number): SeedRecord["values"] => ({
  new_name: ["Roastery Move", "Web Shop", "Bike Leasing"][number] ?? "Project",
  new_number: `P-${100 + number}`,
  new_priority: 100_000_001 + (number % 3),
  new_skills: number === 2 ? "100000001,100000003" : "100000000,100000002",
  new_progress: number * 33.5,
  new_startdate: date(now - (200 - number * 60) * day),
  new_isbillable: number !== 1,
  new_managerid: userReference(sellers[number]?.id ?? ""),
  new_budget: 10_000 * (number + 1),
  new_budget_base: inBase(currencies.GBP, 10_000 * (number + 1)),
  ...currencyValues(currencies.GBP),
});

/** Products, price lists, marketing, events, projects and sensor data: what belongs to no single customer. */
export const marketRecords = (now: number): readonly SeedRecord[] => {
  const written = timestamp(now - 30 * day);
  const by = userReference(sellers[0]?.id ?? "");
  const stamps = { createdon: written, createdby: by, modifiedon: written, modifiedby: by };
  const [owner] = rowOwners;
  const owned = owner === undefined ? {} : ownership(owner);
  const stamped = ({ values, ...reference }: SeedRecord): SeedRecord => ({
    ...reference,
    values: { ...values, ...stamps },
  });
  const shared = [...fixedRecords("pricelevel", priceLists), ...fixedRecords("product", products)];
  const personal = [
    ...fixedRecords("list", lists),
    ...fixedRecords("campaign", campaigns),
    ...fixedRecords(
      "msevtmgt_event",
      occasions.map((occasion) => eventValues(now, occasion)),
    ),
    ...fixedRecords(
      "new_project",
      [0, 1, 2].map((number) => project(now, number)),
    ),
    ...fixedRecords(
      "contoso_sensordata",
      [0, 1, 2, 3, 4, 5].map((number) => reading(now, number)),
    ),
  ].map((record) => ({ ...record, values: { ...record.values, ...owned } }));
  return [...shared, ...personal].map(stamped);
};
