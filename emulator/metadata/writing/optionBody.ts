import type { Choice } from "../../schema/model.ts";
import {
  invalidDefinition,
  isJson,
  type Json,
  listAt,
  mergeTranslations,
  numberAt,
  objectAt,
  readLabel,
  textAt,
} from "./body.ts";

/** Options without a value count up from the publisher's option value prefix (10000 for the default publisher). */
const firstCustomOption = 100_000_000;

export const nextOption = (taken: readonly Choice[]): number =>
  taken.reduce((highest, { value }) => Math.max(highest, value), firstCustomOption - 1) + 1;

interface OptionPlace {
  readonly value: number;
  /** The option as it was. */
  readonly before?: Choice;
  readonly keepsOthers?: boolean;
}

/** Reads the labels and the color of an option into one with this value. */
export const readOption = (json: Json, { value, before, keepsOthers = false }: OptionPlace): Choice => {
  const label = readLabel(objectAt(json, "Label"));
  const description = readLabel(objectAt(json, "Description"));
  const text = label.text ?? before?.label;
  if (text === undefined) {
    throw invalidDefinition("Required field 'Label' is missing.");
  }
  const about = description.text ?? before?.description;
  const color = textAt(json, "Color") ?? before?.color;
  return {
    ...before,
    value,
    label: text,
    ...(about !== undefined && { description: about }),
    ...(color !== undefined && { color }),
    translations: mergeTranslations(before?.translations, { label, description }, keepsOthers),
  };
};

/** Reads the options of a new choice. */
export const readOptions = (set: Json): readonly Choice[] => {
  const choices: Choice[] = [];
  for (const option of listAt(set, "Options").filter(isJson)) {
    const value = numberAt(option, "Value") ?? nextOption(choices);
    if (choices.some((choice) => choice.value === value)) {
      throw invalidDefinition(`The option value ${value} is there twice.`);
    }
    choices.push(readOption(option, { value }));
  }
  return choices;
};
