import { badSyntax } from "../errors/refusals.ts";
import type { Bypass, Operation } from "../events/event.ts";
import type { Session } from "../organization/session.ts";
import type { Writing } from "../records/draft.ts";
import type { Table } from "../schema/schema.ts";
import { requirePrivilege } from "../security/access.ts";
import { bypassLogic, bypassPlugins } from "../security/privilege.ts";
import type { DataRequest } from "../server/message.ts";
import { newGuid, parseGuid } from "../store/guid.ts";
import { conditionHeader } from "./conditions.ts";

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

const listHeader = (request: DataRequest, name: string): readonly string[] =>
  request
    .header(name)
    ?.replaceAll('"', "")
    .split(",")
    .map((value) => value.trim()) ?? [];

const bypassedKinds = (request: DataRequest): readonly string[] => {
  const name = "MSCRM.BypassBusinessLogicExecution";
  const values = listHeader(request, name);
  const wrong = values.find((value) => !bypassable.has(value));
  if (wrong !== undefined) {
    throw badSyntax(
      `The value '${wrong}' of the header ${name} is not valid: use CustomSync, CustomAsync or both.`,
    );
  }
  return values;
};

/** Microsoft, Bypass custom Dataverse logic: organizations allow three steps unless they raise the limit. */
const mostBypassedSteps = 3;

const bypassedSteps = (request: DataRequest): readonly string[] => {
  const name = "MSCRM.BypassBusinessLogicExecutionStepIds";
  const ids = listHeader(request, name).map((value) => parseGuid(value));
  const steps = ids.filter((id) => id !== undefined);
  if (steps.length < ids.length || steps.length > mostBypassedSteps) {
    throw badSyntax(
      `The value of the header ${name} is not valid: give the ids of at most ${mostBypassedSteps} steps.`,
    );
  }
  return steps;
};

/** What the request goes without. Each way of asking has its privilege (Microsoft, Bypass custom Dataverse logic). */
const bypassOf = ({ request, caller, dataverse }: Session): Bypass => {
  const kinds = bypassedKinds(request);
  const steps = bypassedSteps(request);
  const withoutPlugins = parseSwitch(request, "MSCRM.BypassCustomPluginExecution") === true;
  if (kinds.length > 0 || steps.length > 0) {
    requirePrivilege(caller, dataverse.store, bypassLogic);
  }
  if (withoutPlugins) {
    requirePrivilege(caller, dataverse.store, bypassPlugins);
  }
  return {
    synchronous: withoutPlugins || kinds.includes("CustomSync"),
    asynchronous: kinds.includes("CustomAsync"),
    steps: new Set(steps),
  };
};

const operationOf = (session: Session, detectsDuplicates: boolean): Operation => {
  const { request } = session;
  const correlation = request.header("x-ms-correlation-id");
  const condition = request.header("if-match")?.trim();
  return {
    host: new URL(request.root).host,
    correlationId: (correlation === undefined ? undefined : parseGuid(correlation.trim())) ?? newGuid(),
    requestId: newGuid(),
    suppressDuplicateDetection: !detectsDuplicates,
    matchesVersion: condition !== undefined && condition !== "*" && condition !== "null",
    tag: request.options.get("tag"),
    bypass: bypassOf(session),
  };
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
 * when suppression is switched off. There are no flows here whose triggers could be suppressed.
 */
export const writingOf = (session: Session): Writing => {
  const { dataverse, caller, request } = session;
  checkSolution(request);
  parseSwitch(request, "MSCRM.SuppressCallbackRegistrationExpanderJob");
  const detectDuplicates = parseSwitch(request, "MSCRM.SuppressDuplicateDetection") === false;
  return { dataverse, caller, detectDuplicates, operation: operationOf(session, detectDuplicates) };
};

/** A write of UpsertMultiple. Upserts of elastic tables raise no events (Microsoft, Use upsert). */
export const upsertingOf = (session: Session, { definition }: Table): Writing => ({
  ...writingOf(session),
  raisesNothing: definition.tableType === "Elastic",
});

/** A write of PATCH, which is an upsert unless `If-Match` says otherwise. */
export const patchingOf = (session: Session, table: Table): Writing =>
  conditionHeader(session.request, "if-match") === undefined
    ? upsertingOf(session, table)
    : writingOf(session);
