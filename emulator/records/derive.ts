import { DataverseError } from "../errors/dataverseError.ts";
import type { Value } from "../store/columnStore.ts";
import { describeColumns } from "./describingColumns.ts";
import { type Draft, valueAfter } from "./draft.ts";

/** `fullname` of contacts, leads and users. */
const deriveFullName = (draft: Draft): void => {
  const { table, values } = draft;
  const isComputed = ["fullname", "firstname", "lastname"].every((name) => table.columns.has(name));
  if (isComputed && (values.has("firstname") || values.has("lastname"))) {
    const names = ["firstname", "lastname"].map((name) => valueAfter(draft, name));
    values.set("fullname", names.filter((name) => name !== null).join(" ") || null);
  }
};

/** Each money column has a twin in the base currency. */
const deriveBaseAmounts = (draft: Draft): void => {
  const rate = Number(valueAfter(draft, "exchangerate") ?? 1);
  for (const [name, value] of [...draft.values]) {
    const base = draft.table.columns.get(`${name}_base`);
    if (base?.definition.type === "Money") {
      draft.values.set(base.name, value === null ? null : Number((Number(value) / rate).toFixed(4)));
    }
  }
};

const statusChoices = ({ table }: Draft) => table.columns.get("statuscode")?.definition.choices ?? [];

const stateLabel = ({ table }: Draft, state: Value): string =>
  table.columns.get("statecode")?.definition.choices?.find((choice) => choice.value === state)?.label ??
  String(state);

/** A status reason belongs to one state: a new state alone takes its first reason, a mismatch is refused. */
const deriveStatus = (draft: Draft): void => {
  const { values, table, id } = draft;
  if (!values.has("statecode") && !values.has("statuscode")) {
    return;
  }
  const state = valueAfter(draft, "statecode");
  if (!values.has("statuscode")) {
    values.set("statuscode", statusChoices(draft).find((choice) => choice.state === state)?.value ?? null);
  }
  const status = valueAfter(draft, "statuscode");
  if (statusChoices(draft).find((choice) => choice.value === status)?.state !== state) {
    throw new DataverseError(
      400,
      "0x80048408",
      `${status} is not a valid status code for state code ${stateLabel(draft, state)} on ${table.name} with Id ${id}.`,
    );
  }
};

/** Fills in the columns the system computes from others. */
export const deriveColumns = (draft: Draft): void => {
  deriveFullName(draft);
  deriveBaseAmounts(draft);
  describeColumns(draft);
  if (draft.table.columns.has("statecode") && draft.table.columns.has("statuscode")) {
    deriveStatus(draft);
  }
};
