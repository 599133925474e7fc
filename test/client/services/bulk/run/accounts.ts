import type { JsonObject } from "../../../../../src/client/services/jsonObject.ts";
import type { BulkBench } from "./bulkBench.ts";

/** So many records, each made from its place. */
export const numbered = (count: number, record: (index: number) => JsonObject): readonly JsonObject[] =>
  Array.from({ length: count }, (_, index) => record(index));

/** The accounts of a bench's Dataverse, as they are stored. */
export const accountsOf = (bench: () => BulkBench) => {
  const accounts = (): readonly JsonObject[] =>
    bench().emulator.control.data.export().tables["account"] ?? [];
  return {
    accounts,
    accountsNamed: (prefix: string): readonly JsonObject[] =>
      accounts().filter(({ name }) => String(name).startsWith(prefix)),
    /** Creates accounts for calls that change them, and gives their ids. */
    existing: async (prefix: string, count: number): Promise<readonly string[]> => {
      const { results } = await bench().run(
        "create",
        numbered(count, (index) => ({ name: `${prefix}${index}` })),
      );
      bench().emulator.control.requests.clear();
      return results.map(({ id }) => id ?? "");
    },
  };
};
