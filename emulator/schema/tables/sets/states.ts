import { stateAndStatus } from "../../columns.ts";

/** The states of most tables: active with reason 1, inactive with reason 2. */
export const activeOrInactive = () =>
  stateAndStatus([
    { state: 0, label: "Active", reasons: [{ value: 1, label: "Active" }] },
    { state: 1, label: "Inactive", reasons: [{ value: 2, label: "Inactive" }] },
  ]);
