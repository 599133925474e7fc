import fc from "fast-check";

/** The id of the first or second record of a set. */
export type IdOf = (set: string, which: number) => string;

/** A value of a body; a reference is written once the ids are known. */
export type Written = string | number | boolean | null | ((idOf: IdOf) => string);

/** Two values for one member of a body that differ for Dataverse. */
export type Pair = readonly [value: Written, otherValue: Written];

export type Pairs = Readonly<Record<string, fc.Arbitrary<Pair>>>;

const differing = <Value>(
  values: fc.Arbitrary<Value>,
  stored: (value: Value) => unknown = (value) => value,
) => fc.tuple(values, values).filter(([one, other]) => stored(one) !== stored(other));

const optional = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { freq: 5 });

const text = differing(optional(fc.string({ unit: "grapheme", maxLength: 10 })), (value) => value || null);
const whole = differing(optional(fc.integer({ min: 0, max: 1_000_000 })));
const wholeText = differing(fc.nat(1_000_000).map(String));
const money = differing(optional(fc.integer({ min: 0, max: 10 ** 12 }).map((cents) => cents / 100)));
const latitude = differing(fc.integer({ min: -9_000_000, max: 9_000_000 }).map((value) => value / 100_000));
const percentage = differing(fc.integer({ min: 0, max: 10_000 }).map((value) => value / 100));
const yesNo = differing(fc.constantFrom(true, false, "true", "false", "1", "0"), (value) =>
  ["true", "1"].includes(String(value)),
);
const choiceOf = (first: number, most: number): fc.Arbitrary<Pair> =>
  differing(
    optional(
      fc.integer({ min: first, max: first + most - 1 }).chain((value) => fc.constantFrom(value, `${value}`)),
    ),
    (value) => value && Number(value),
  );
const choicesOf = (first: number): fc.Arbitrary<Pair> =>
  differing(
    optional(
      fc
        .shuffledSubarray([0, 1, 2, 3, 4], { minLength: 1 })
        .map((some) => some.map((value) => first + value).join(", ")),
    ),
    (value) => value?.split(", ").toSorted().join(),
  );

const time = fc.date({ noInvalidDate: true, min: new Date("1753-01-02"), max: new Date("9000-01-01") });
const date = differing(optional(time.map((value) => value.toISOString().slice(0, 10))));
const moment = differing(
  optional(
    fc
      .tuple(time, fc.constantFrom("Z", "+00:00", "+05:30", "-11:00"))
      .map(([value, zone]) => value.toISOString().replace("Z", zone)),
  ),
  (value) => value && Math.floor(Date.parse(value) / 1000),
);

const lookup = (set: string, root: string): fc.Arbitrary<Pair> =>
  differing(
    optional(
      fc.record({
        which: fc.nat(1),
        write: fc.constantFrom(
          (id: string) => `/${set}(${id})`,
          (id: string) => `${set}(${id.toUpperCase()})`,
          (id: string) => `${root}${set}(${id})`,
        ),
      }),
    ),
    (value) => value?.which,
  ).map(([one, other]) => [referenceTo(set, one), referenceTo(set, other)]);

const referenceTo = (
  set: string,
  value: { readonly which: number; readonly write: (id: string) => string } | null,
): Written => value && ((idOf) => value.write(idOf(set, value.which)));

const address: Pairs = {
  address1_latitude: latitude,
  address1_city: text,
  address1_addresstypecode: choiceOf(1, 4),
};
const customer: Pairs = { ...address, description: text, fax: text, creditlimit: money, donotemail: yesNo };

/** What can be written into each of the sets, and read again as it was written. */
export const writtenValues = (root: string): Readonly<Record<string, Pairs>> => ({
  accounts: {
    ...customer,
    revenue: money,
    numberofemployees: whole,
    sharesoutstanding: wholeText,
    customertypecode: choiceOf(1, 12),
    "primarycontactid@odata.bind": lookup("contacts", root),
    "parentaccountid@odata.bind": lookup("accounts", root),
  },
  contacts: {
    ...customer,
    firstname: text,
    annualincome: money,
    numberofchildren: whole,
    familystatuscode: choiceOf(1, 4),
    birthdate: date,
    anniversary: date,
    new_interests: choicesOf(100_000_000),
    "parentcustomerid_account@odata.bind": lookup("accounts", root),
  },
  new_projects: {
    new_description: text,
    new_budget: money,
    new_kickoffon: moment,
    new_startdate: date,
    new_isbillable: yesNo,
    new_progress: percentage,
    new_teamsize: differing(fc.nat(1000)),
    new_skills: choicesOf(100_000_000),
    "new_AccountId@odata.bind": lookup("accounts", root),
    "new_CustomerId_contact@odata.bind": lookup("contacts", root),
  },
});
