import { randomSeries } from "../../../../../emulator/seed/random.ts";

/** A record to create, and whether Dataverse takes it. */
export interface AssortedRecord {
  readonly record: unknown;
  readonly isGood: boolean;
}

const MISSING = "00000000-0000-0000-0000-00000000dead";

/** What can be wrong with a record: most of it only Dataverse knows. */
const mistakes: readonly ((name: string) => unknown)[] = [
  (name) => ({ name, numberofemployees: "many" }),
  (name) => ({ name, nme: "a column that does not exist" }),
  (name) => ({ name: name.padEnd(200, "x") }),
  (name) => ({ name, industrycode: 4711 }),
  (name) => ({ name, revenue: 1e15 }),
  (name) => ({ name, "primarycontactid@odata.bind": `/contacts(${MISSING})` }),
  (name) => ({ name, "primarycontactId@odata.bind": `/contacts(${MISSING})` }),
  (name) => ({ name, accountnumber: "taken" }),
  (name) => ({ name, creditonhold: "perhaps" }),
  (name) => [name],
];

/** Records with names of their own, of which the given share is bad; the same for the same seed. */
export const assortedRecords = (
  seed: number,
  { count, badShare }: { readonly count: number; readonly badShare: number },
): readonly AssortedRecord[] => {
  const series = randomSeries(seed, "assorted");
  return Array.from({ length: count }, (_, index) => {
    const random = series(index);
    const name = `S${seed}-${index}`;
    if (random.chance(badShare)) {
      return { record: random.pick(mistakes)(name), isGood: false };
    }
    return {
      record: {
        name,
        numberofemployees: random.between(1, 5000),
        revenue: random.chance(0.5) ? "12.50" : 1000,
        ...(random.chance(0.1) && { accountnumber: `N${seed}-${index}` }),
      },
      isGood: true,
    };
  });
};
