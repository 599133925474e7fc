import { DataverseError } from "../errors/dataverseError.ts";
import type { Session } from "../organization/session.ts";
import { countRows } from "../query/execute.ts";
import { textsArgument } from "./argumentValue.ts";
import type { FunctionOperation } from "./operation.ts";
import { responseAnswer } from "./organizationFunctions.ts";

const unknownTable = (name: string) =>
  new DataverseError(
    400,
    "0x80041102",
    `The entity with a name = '${name}' with namemapping = 'Logical' was not found in the MetadataCache.`,
  );

const countOf = ({ dataverse }: Session, table: string): number => {
  if (!dataverse.schema.tables.has(table)) {
    throw unknownTable(table);
  }
  return countRows(dataverse.store, { table, order: [], limit: 0 }, Number.POSITIVE_INFINITY);
};

/** Takes logical names. The service counts once a day; here the numbers are those of now. */
export const retrieveTotalRecordCount: FunctionOperation = {
  kind: "function",
  name: "RetrieveTotalRecordCount",
  parameters: ["EntityNames"],
  answer: (session, values) => {
    const names = [...new Set(textsArgument(values, "EntityNames"))];
    return responseAnswer(session, "RetrieveTotalRecordCount", {
      EntityRecordCountCollection: {
        Count: names.length,
        IsReadOnly: false,
        Keys: names,
        Values: names.map((name) => countOf(session, name)),
      },
    });
  },
};
