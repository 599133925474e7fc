import { isJsonObject, type JsonObject } from "../services/jsonObject.ts";
import { objectOf } from "./contractMembers.ts";

const lookup = /^_(\w+)_value$/;
const formatted = "OData.Community.Display.V1.FormattedValue";
const table = "Microsoft.Dynamics.CRM.lookuplogicalname";

const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);

/**
 * A record as the Web API gives it with all annotations, in the form that events have: `_ownerid_value` becomes
 * `ownerid: { id, table, name }`, and annotations go.
 */
export const currentRecord = (record: JsonObject): JsonObject =>
  objectOf(
    Object.entries(record)
      .filter(([name, value]) => !name.includes("@") && !isJsonObject(value))
      .map(([name, value]) => {
        const column = lookup.exec(name)?.[1];
        if (column === undefined) return [name, value];
        const note = (annotation: string) => textOrNull(record[`${name}@${annotation}`]);
        return [column, value === null ? null : { id: value, table: note(table), name: note(formatted) }];
      }),
  );
