import { isJsonObject, type JsonObject } from "../../jsonObject.ts";
import { labelOrName } from "../label.ts";

/** An option of a choice column. */
export interface ChoiceOption {
  readonly value: number | boolean;
  readonly label: string;
}

/**
 * The options of an attribute that was read with its `OptionSet`, in their own order; a yes/no column has the two that
 * its definition names (Microsoft, "BooleanOptionSetMetadata"). Undefined when it is no choice.
 */
export const choiceOptions = ({ OptionSet: set }: JsonObject): readonly ChoiceOption[] | undefined => {
  if (!isJsonObject(set)) {
    return undefined;
  }
  const { Options: options, TrueOption: yes, FalseOption: no } = set;
  if (Array.isArray(options)) {
    return options.filter(isJsonObject).map((option) => optionOf(option, Number(option["Value"])));
  }
  return isJsonObject(yes) && isJsonObject(no) ? [optionOf(yes, true), optionOf(no, false)] : undefined;
};

const optionOf = (option: JsonObject, value: number | boolean): ChoiceOption => ({
  value,
  label: labelOrName(option["Label"], String(value)),
});
