import { input } from "@prismatic-io/spectral";
import { optionalText } from "./parsers/text.ts";

const label = "Solution Name";

const solution = (comments: string) =>
  input({
    label,
    type: "string",
    required: false,
    comments,
    placeholder: "Unique name of the solution",
    example: "ContosoCore",
    clean: optionalText(label),
  });

export const solutionName = solution(
  "The unique name of the unmanaged solution the record is added to, for records that are solution components. Leave empty for ordinary records.",
);

/** For definitions, which always belong to a solution. */
export const solutionOfDefinition = solution(
  "The unique name of the unmanaged solution that the attribute is added to. Leave empty to add it to the default solution alone.",
);
