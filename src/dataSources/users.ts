import { readRecordNames } from "../client/services/queries/recordNames.ts";
import { connection } from "../inputs/connection.ts";
import { byLabel, labelWithName, withMoreMark } from "./choices.ts";
import { dataverseDataSource } from "./dataverseDataSource.ts";

/** The most that come in one page. */
const LIMIT = 5000;

export const users = dataverseDataSource({
  display: {
    label: "Select User",
    description: "The users of the environment who are enabled, for the input Impersonate User Id.",
  },
  inputs: { connection },
  type: "picklist",
  list: async ({ queries }) => {
    const { records, hasMore } = await readRecordNames(queries, {
      entitySet: "systemusers",
      idColumn: "systemuserid",
      nameColumns: ["fullname", "domainname"],
      filter: "isdisabled eq false",
      limit: LIMIT,
    });
    const choices = records.map(({ id, names: [name = id, account = name] }) => ({
      key: id,
      label: labelWithName(name, account),
    }));
    return withMoreMark(byLabel(choices), hasMore);
  },
  example: [{ key: "00000000-0000-0000-0000-000000000007", label: "Ada Lovelace (ada@contoso.example)" }],
});
