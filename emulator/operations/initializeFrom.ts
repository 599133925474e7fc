import { notImplemented } from "../errors/refusals.ts";
import { jsonAnswer } from "../server/message.ts";
import { enumArgument, textArgument, uriArgument } from "./argumentValue.ts";
import type { FunctionOperation } from "./operation.ts";
import { recordAt } from "./recordArgument.ts";

/** The navigation properties of new records that point back to the record they begin with, by the two tables. */
const mapped: Readonly<Record<string, string>> = { "account account": "parentaccountid" };

/**
 * The beginning of a body for a new record that belongs to another one. Of the mappings between columns that every
 * organization has, only that of accounts below accounts is here (Microsoft, Web API Functions and Actions sample).
 */
export const initializeFrom: FunctionOperation = {
  kind: "function",
  name: "InitializeFrom",
  parameters: ["EntityMoniker", "TargetEntityName", "TargetFieldType"],
  answer: (session, values) => {
    enumArgument(values, "TargetFieldType", {
      type: "TargetFieldType",
      members: ["All", "ValidForCreate", "ValidForUpdate", "ValidForRead"],
    });
    const { rows, slot } = recordAt(session, uriArgument(values, "EntityMoniker"));
    const name = textArgument(values, "TargetEntityName");
    const target = session.dataverse.schema.tables.get(name);
    const navigation = mapped[`${rows.table.name} ${name}`];
    if (target === undefined || navigation === undefined) {
      throw notImplemented(`InitializeFrom from '${rows.table.name}' to '${name}'`);
    }
    return jsonAnswer(
      200,
      JSON.stringify({
        "@odata.context": `${session.request.root}$metadata#${target.entitySet}/$entity`,
        "@odata.type": `#${target.type}`,
        [`${navigation}@odata.bind`]: `${rows.table.entitySet}(${rows.idOf(slot)})`,
      }),
    );
  },
};
