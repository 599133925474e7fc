import { isJsonObject, type JsonObject } from "../../../jsonObject.ts";
import { labelTexts } from "../../../metadata/label.ts";

/** An option of a choice column; of a yes/no column, 1 is yes and 0 is no. */
export interface Option {
  readonly value: number;
  /** In all languages, the user's first. */
  readonly labels: readonly string[];
  /** The state that a status reason belongs to. */
  readonly state: number | undefined;
}

/** The options of a column that was read with its `OptionSet`, in their own order. */
export const optionsIn = ({ OptionSet: set }: JsonObject): readonly Option[] => {
  if (!isJsonObject(set)) {
    return [];
  }
  const { Options: options, TrueOption: yes, FalseOption: no } = set;
  return (Array.isArray(options) ? options : [yes, no]).filter(isJsonObject).flatMap(toOption);
};

const toOption = ({ Value: value, Label: label, State: state }: JsonObject): readonly Option[] =>
  typeof value === "number"
    ? [{ value, labels: labelTexts(label), state: typeof state === "number" ? state : undefined }]
    : [];

/** `1 (Preferred Customer)` */
export const namedOption = ({ value, labels: [label] }: Option): string =>
  label === undefined ? String(value) : `${value} (${label})`;

const SHOWN = 10;

/** `1 (Preferred Customer) or 2 (Standard)`; of many the first ones. */
export const listedOptions = (options: readonly Option[]): string => {
  const names = options.slice(0, SHOWN).map(namedOption);
  const left = options.length - names.length;
  const last = left > 0 ? `one of ${left} more` : names.pop();
  return names.length === 0 ? (last ?? "") : `${names.join(", ")} or ${last}`;
};

/** The option with the label, without regard to case and to the space around it. */
export const optionLabelled = (options: readonly Option[], text: string): Option | undefined => {
  const wanted = text.trim().toLowerCase();
  return options.find(({ labels }) => labels.some((label) => label.trim().toLowerCase() === wanted));
};
