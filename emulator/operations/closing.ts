import { invalidArgument } from "../errors/invalidArgument.ts";
import { notImplemented, payloadError } from "../errors/refusals.ts";
import type { Session } from "../organization/session.ts";
import { columnValue } from "../records/payload.ts";
import { updateRecord } from "../records/write.ts";
import { writingOf } from "../resources/writing.ts";
import { noContent } from "../server/message.ts";
import type { Value } from "../store/columnStore.ts";
import type { ActionOperation } from "./operation.ts";
import { type NamedRecord, recordAt } from "./recordArgument.ts";

/** An action that closes a record with an activity that says how. */
interface Closing {
  readonly name: string;
  /** The parameter with the activity, and the record it closes. */
  readonly activity: string;
  readonly record: { readonly table: string; readonly bind: string };
  readonly state: number;
  /** Columns of the closed record that take a value of the activity. */
  readonly taken: Readonly<Record<string, string>>;
}

/** Texts of the activity itself, which is not kept: there is no table of closing activities here. */
const passed: ReadonlySet<string> = new Set(["subject", "description"]);

const membersOf = ({ activity }: Closing, json: unknown): ReadonlyMap<string, unknown> => {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw payloadError("", `A node of type 'StartObject' was expected for the parameter '${activity}'.`);
  }
  return new Map(Object.entries(json));
};

const closedRecord = (
  session: Session,
  { activity, record }: Closing,
  members: ReadonlyMap<string, unknown>,
): NamedRecord => {
  const uri = members.get(`${record.bind}@odata.bind`);
  if (typeof uri !== "string") {
    throw payloadError("", `The parameter '${activity}' must hold '${record.bind}@odata.bind'.`);
  }
  const named = recordAt(session, uri);
  if (named.rows.table.name !== record.table) {
    throw payloadError("", `'${uri}' does not name a record of the table '${record.table}'.`);
  }
  return named;
};

const takenValues = (
  { activity, record, taken }: Closing,
  { rows }: NamedRecord,
  members: ReadonlyMap<string, unknown>,
): Map<string, Value> => {
  const values = new Map<string, Value>();
  for (const [name, json] of members) {
    const column = rows.table.columns.get(taken[name] ?? "");
    if (column !== undefined) {
      values.set(column.name, columnValue(rows.table, column, json));
    } else if (!passed.has(name) && !name.startsWith("@") && name !== `${record.bind}@odata.bind`) {
      throw notImplemented(`'${name}' in '${activity}'`);
    }
  }
  return values;
};

const day = 86_400_000;

const close = (session: Session, closing: Closing, body: ReadonlyMap<string, unknown>): void => {
  const members = membersOf(closing, body.get(closing.activity));
  const named = closedRecord(session, closing, members);
  const { rows, slot } = named;
  const status = body.get("Status");
  if (typeof status !== "number" || !Number.isInteger(status)) {
    throw payloadError("", "The parameter 'Status' must be a whole number.");
  }
  if (rows.values("statecode")(slot) !== 0) {
    throw invalidArgument(`The ${closing.record.table} has already been closed.`);
  }
  const today = Math.floor(session.dataverse.now() / day) * day;
  const changes = new Map<string, Value>([
    ...(rows.table.columns.has("actualclosedate") ? [["actualclosedate", today] as const] : []),
    ...takenValues(closing, named, members),
    ["statecode", closing.state],
    ...(status === -1 ? [] : [["statuscode", status] as const]),
  ]);
  updateRecord(writingOf(session), rows, { slot, changes });
};

const opportunity = {
  activity: "OpportunityClose",
  record: { table: "opportunity", bind: "opportunityid" },
  taken: { actualend: "actualclosedate", actualrevenue: "actualvalue" },
};

const closings: readonly Closing[] = [
  { ...opportunity, name: "WinOpportunity", state: 1 },
  { ...opportunity, name: "LoseOpportunity", state: 2 },
  {
    name: "CloseIncident",
    activity: "IncidentResolution",
    record: { table: "incident", bind: "incidentid" },
    state: 1,
    taken: {},
  },
];

/** WinOpportunity, LoseOpportunity and CloseIncident. A status of -1 takes the usual one of the new state. */
export const closingActions: readonly ActionOperation[] = closings.map((closing) => ({
  kind: "action",
  name: closing.name,
  parameters: { required: ["Status", closing.activity] },
  answer: (session, body) => {
    close(session, closing, body);
    return noContent();
  },
}));
