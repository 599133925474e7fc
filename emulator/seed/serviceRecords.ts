import type { Company } from "./accountRecords.ts";
import { currencyValues, inBase } from "./currencies.ts";
import { fixedReference } from "./fixedRecord.ts";
import { day, timestamp } from "./moments.ts";
import type { Reference, SeedRecord } from "./seedRecord.ts";
import { sellers, userReference } from "./staff.ts";
import { notes, taskSubjects } from "./vocabulary.ts";
import { history, ownership, type World } from "./world.ts";

/** A row about a company, with its owner and its dates; there are at most ten of a table for one company. */
const aboutCompany = (
  world: World,
  company: Company,
  {
    table,
    number = 0,
    values,
  }: { readonly table: string; readonly number?: number; readonly values: SeedRecord["values"] },
): SeedRecord => {
  const series = world.others(table);
  const at = company.index * 10 + number;
  return {
    ...series.reference(at),
    values: { ...values, ...ownership(company.owner), ...history(series.random(at), world.now) },
  };
};

const caseTitles = [
  "Machine does not start",
  "Invoice is wrong",
  "Delivery is late",
  "Question about the guarantee",
  "Handle is broken",
];

const caseOf = (world: World, company: Company): SeedRecord => {
  const random = world.others("incident").random(company.index * 10);
  const isResolved = random.chance(0.3);
  return aboutCompany(world, company, {
    table: "incident",
    values: {
      title: caseTitles[company.index % caseTitles.length],
      ticketnumber: `CAS-${String(1000 + company.index).padStart(5, "0")}-C0FFEE`,
      customerid: company.reference,
      primarycontactid: company.primaryContact,
      caseorigincode: random.between(1, 3),
      casetypecode: random.between(1, 3),
      prioritycode: random.between(1, 3),
      productid: fixedReference("product", company.index % 5),
      statecode: isResolved ? 1 : 0,
      statuscode: isResolved ? 5 : random.between(1, 4),
      ...currencyValues(company.currency),
    },
  });
};

const orderOf = (world: World, company: Company): SeedRecord => {
  const random = world.others("salesorder").random(company.index * 10);
  const total = random.between(2, 40) * 125;
  return aboutCompany(world, company, {
    table: "salesorder",
    values: {
      name: `Order of ${company.name}`,
      ordernumber: `ORD-${String(1000 + company.index).padStart(5, "0")}-A1B2C3`,
      customerid: company.reference,
      pricelevelid: fixedReference("pricelevel", 0),
      totalamount: total,
      totalamount_base: inBase(company.currency, total),
      statecode: 0,
      statuscode: 1,
      ...currencyValues(company.currency),
    },
  });
};

interface Party {
  readonly role: number;
  readonly who: Reference;
}

interface Gathering {
  readonly activity: SeedRecord;
  /** The first and the second activity of the company, and so on. */
  readonly ordinal: number;
  readonly parties: readonly [Party, Party];
}

const gathering = (
  world: World,
  company: Company,
  { activity, ordinal, parties }: Gathering,
): readonly SeedRecord[] => [
  activity,
  ...parties.map(({ role, who }, number) => ({
    ...world.others("activityparty").reference(company.index * 10 + ordinal * 2 + number),
    values: {
      activityid: { table: activity.table, id: activity.id },
      partyid: who,
      partyobjecttypecode: who.table,
      participationtypemask: role,
    },
  })),
];

const activityOf = (
  world: World,
  company: Company,
  { table, values }: { readonly table: string; readonly values: SeedRecord["values"] },
): SeedRecord => {
  const random = world.others(table).random(company.index * 10);
  return aboutCompany(world, company, {
    table,
    values: {
      subject: random.pick(taskSubjects),
      description: random.pick(notes),
      activitytypecode: table,
      prioritycode: 1,
      regardingobjectid: company.reference,
      ...values,
    },
  });
};

const activitiesOf = (world: World, company: Company): readonly SeedRecord[] => {
  const seller = userReference(sellers[company.index % sellers.length]?.id ?? "");
  const contact = company.primaryContact;
  const meeting = world.now + (company.index + 1) * day;
  const email = activityOf(world, company, {
    table: "email",
    values: { directioncode: true, statecode: 1, statuscode: 3, senton: timestamp(world.now - day) },
  });
  const call = activityOf(world, company, {
    table: "phonecall",
    values: { directioncode: false, statecode: 0, statuscode: 1, phonenumber: "+1 425 555-0100" },
  });
  const appointment = activityOf(world, company, {
    table: "appointment",
    values: {
      statecode: 3,
      statuscode: 5,
      location: company.place.city,
      scheduledstart: timestamp(meeting),
      scheduledend: timestamp(meeting + day / 24),
    },
  });
  const from = (role: number): Party => ({ role, who: seller });
  const to = (role: number): Party => ({ role, who: contact });
  return [
    ...gathering(world, company, { activity: email, ordinal: 0, parties: [from(1), to(2)] }),
    ...gathering(world, company, { activity: call, ordinal: 1, parties: [to(1), from(2)] }),
    ...gathering(world, company, { activity: appointment, ordinal: 2, parties: [from(7), to(5)] }),
  ];
};

const noteBody = "Quarterly review with the customer.";

const noteOf = (world: World, company: Company): SeedRecord => {
  const hasFile = company.index % 2 === 0;
  return aboutCompany(world, company, {
    table: "annotation",
    values: {
      subject: "Quarterly review",
      notetext: noteBody,
      objectid: company.reference,
      objecttypecode: "account",
      isdocument: hasFile,
      ...(hasFile && {
        filename: "review.txt",
        mimetype: "text/plain",
        filesize: noteBody.length,
        documentbody: Buffer.from(noteBody).toString("base64"),
      }),
    },
  });
};

/** A row of an intersect table. */
const tie = (
  world: World,
  company: Company,
  {
    table,
    number = 0,
    values,
  }: { readonly table: string; readonly number?: number; readonly values: SeedRecord["values"] },
): SeedRecord => ({ ...world.others(table).reference(company.index * 10 + number), values });

const tiesOf = (world: World, company: Company): readonly SeedRecord[] => {
  const member = (number: number, who: Reference): SeedRecord =>
    tie(world, company, {
      table: "listmember",
      number,
      values: { listid: fixedReference("list", number), entityid: who, entitytype: who.table },
    });
  return [
    member(0, company.reference),
    member(1, company.primaryContact),
    tie(world, company, {
      table: "new_project_contact",
      values: {
        new_projectid: fixedReference("new_project", company.index % 3).id,
        contactid: company.primaryContact.id,
      },
    }),
  ];
};

/** The fourth company's lead is also tied to it, as a marketing lead is. */
const leadTieOf = (world: World, company: Company): SeedRecord =>
  tie(world, company, {
    table: "accountleads",
    values: {
      accountid: company.reference.id,
      leadid: world.leads.reference(company.index).id,
    },
  });

const firstWithLead = 3;
/** Orders forbid deleting their customer, so that only one company has one. */
const withOrder = 4;
const companiesWithRows = 8;

/** Cases, notes, activities and memberships around the first few companies: enough to try them, too few to slow a start. */
export const serviceRecordsOf = (world: World, company: Company): readonly SeedRecord[] =>
  company.index >= companiesWithRows
    ? []
    : [
        caseOf(world, company),
        ...activitiesOf(world, company),
        noteOf(world, company),
        ...tiesOf(world, company),
        ...(company.index === firstWithLead ? [leadTieOf(world, company)] : []),
        ...(company.index === withOrder ? [orderOf(world, company)] : []),
      ];
