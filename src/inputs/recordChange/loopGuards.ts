import { input } from "@prismatic-io/spectral";
import { flag } from "../parsers/flag.ts";
import { wholeNumber } from "../parsers/wholeNumber.ts";

const ownLabel = "Ignore Own Changes";
const depthLabel = "Maximum Depth";

export const ignoreOwnChanges = input({
  label: ownLabel,
  type: "boolean",
  required: false,
  default: "false",
  comments:
    "When true, changes that the user of this connection makes take the branch Ignored. Flows that write to the tables they watch need it, or they start themselves over and over.",
  clean: flag(ownLabel, false),
});

/** Microsoft, "Understand the execution context": Dataverse itself ends loops at a depth of 8. */
export const maximumDepth = input({
  label: depthLabel,
  type: "string",
  required: false,
  default: "8",
  comments:
    "How many times custom logic may have caused custom logic before an event takes the branch Ignored, from 1 to 100. 1 lets through only what a user or an application did directly. Dataverse itself ends loops at 8.",
  placeholder: "Number from 1 to 100",
  example: "4",
  clean: wholeNumber(depthLabel, { from: 1, to: 100, whenBlank: 8 }),
});
