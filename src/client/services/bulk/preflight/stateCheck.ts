import type { JsonObject } from "../../jsonObject.ts";
import { listedOptions, namedOption, type Option } from "./definitions/option.ts";
import type { TableDefinitions } from "./definitions/readDefinitions.ts";
import type { Purpose, RecordProblem } from "./recordProblem.ts";
import { optionNumber } from "./values/choiceChecks.ts";

type StateCheck = (record: JsonObject, purpose: Purpose) => readonly RecordProblem[];

const NOTHING: readonly RecordProblem[] = [];

/**
 * A status reason belongs to one state (Microsoft, "Define status reason transitions"). Where the record does not say its
 * state, it is known of a new one alone; numbers that are none of the options are told of elsewhere.
 */
export const stateCheck = ({ columns, options }: TableDefinitions): StateCheck => {
  const state = columns.find(({ type }) => type === "State");
  const status = columns.find(({ type }) => type === "Status");
  if (state === undefined || status === undefined) {
    return () => NOTHING;
  }
  const states = options.get(state.name) ?? [];
  const reasons = options.get(status.name) ?? [];
  return (record, purpose) => {
    const reason = optionWith(reasons, record[status.name]);
    const isNew = purpose === "create" && (!state.validForCreate || record[state.name] === undefined);
    const wanted = optionWith(states, isNew ? state.defaultValue : record[state.name]);
    if (reason?.state === undefined || wanted === undefined || reason.state === wanted.value) {
      return NOTHING;
    }
    const fitting = reasons.filter((other) => other.state === wanted.value);
    const where = isNew ? "that a new record begins in" : `of ${state.name}`;
    const message = `${status.name} is ${namedOption(reason)}, which does not belong to the state ${namedOption(wanted)} ${where}: use ${listedOptions(fitting)}${isNew ? ", or set it by an update afterwards" : ""}.`;
    return [{ column: status.name, message }];
  };
};

const optionWith = (options: readonly Option[], value: unknown): Option | undefined => {
  const number = optionNumber(value);
  return options.find((option) => option.value === number);
};
