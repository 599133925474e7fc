import { badSyntax } from "../errors/refusals.ts";
import type { Session } from "../organization/session.ts";
import type { Writing } from "../records/draft.ts";
import type { DataRequest } from "../server/message.ts";

const parseSwitch = (request: DataRequest, name: string): boolean | undefined => {
  const value = request.header(name)?.trim().toLowerCase();
  if (value === undefined || value === "") {
    return undefined;
  }
  if (value !== "true" && value !== "false") {
    throw badSyntax(`The value '${value}' of the header ${name} is not valid: use true or false.`);
  }
  return value === "true";
};

const bypassable: ReadonlySet<string> = new Set(["CustomSync", "CustomAsync"]);

const checkBypass = (request: DataRequest): void => {
  const name = "MSCRM.BypassBusinessLogicExecution";
  const values =
    request
      .header(name)
      ?.split(",")
      .map((value) => value.trim()) ?? [];
  const wrong = values.find((value) => !bypassable.has(value));
  if (wrong !== undefined) {
    throw badSyntax(
      `The value '${wrong}' of the header ${name} is not valid: use CustomSync, CustomAsync or both.`,
    );
  }
};

/** Solutions every organization has, and one for tests; all unmanaged. */
const solutions: ReadonlySet<string> = new Set(["Default", "Active", "ContosoCustomizations"]);

const checkSolution = (request: DataRequest): void => {
  const solution = request.header("MSCRM.SolutionUniqueName")?.trim();
  if (solution !== undefined && !solutions.has(solution)) {
    throw badSyntax(`The solution '${solution}' does not exist in this organization.`);
  }
};

/**
 * What the optional headers of a write ask for (Microsoft, Use optional parameters). Duplicates are looked for only
 * when suppression is switched off. There is no custom business logic here, so bypassing it is only checked.
 */
export const writingOf = ({ dataverse, caller, request }: Session): Writing => {
  checkBypass(request);
  checkSolution(request);
  parseSwitch(request, "MSCRM.BypassCustomPluginExecution");
  parseSwitch(request, "MSCRM.SuppressCallbackRegistrationExpanderJob");
  return {
    dataverse,
    caller,
    detectDuplicates: parseSwitch(request, "MSCRM.SuppressDuplicateDetection") === false,
  };
};
