import { invalidInput } from "../../../errors.ts";
import type { JsonObject } from "../../jsonObject.ts";
import { noJsonIn } from "../../records/noJsonIn.ts";

/** Refuses what JSON cannot hold: it would be left out, or become a null, which clears the column. */
export const checkValues = (values: JsonObject): void => {
  for (const [name, value] of Object.entries(values)) {
    const problem = noJsonIn(value);
    if (problem !== undefined) {
      throw invalidInput(`Its ${name} ${problem}, which cannot be written as JSON.`);
    }
  }
};
