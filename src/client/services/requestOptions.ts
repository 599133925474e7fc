import { invalidInput } from "../errors.ts";
import type { HeaderMap } from "../http/message.ts";
import { parseGuid } from "../odata/guid.ts";
import { isIdentifier, quoted } from "../odata/names.ts";
import { type Preferences, preferHeader } from "../odata/prefer.ts";

export interface Impersonation {
  readonly by: "systemUserId" | "entraObjectId";
  readonly id: string;
}

export interface ReadOptions {
  /** Annotation names or patterns, comma separated, or `*` for all. */
  readonly includeAnnotations?: string | undefined;
  /** The user to act as; the rights are those that this user and the connection's user have in common. */
  readonly impersonate?: Impersonation | undefined;
}

export interface WriteOptions extends ReadOptions {
  /** Applies the org's duplicate detection rules, which the Web API leaves out otherwise. */
  readonly detectDuplicates?: boolean | undefined;
  readonly bypassCustomLogic?: "CustomSync" | "CustomAsync" | "CustomSync,CustomAsync" | undefined;
  /** Unique name of the solution that the written component belongs to. */
  readonly solutionName?: string | undefined;
}

export interface UpdateOptions extends WriteOptions {
  /** The version that the record must still have: `W/"123"`, `"123"`, `123`, or `*` for any. */
  readonly ifMatch?: string | undefined;
}

type OwnPreferences = Omit<Preferences, "annotations">;

const isBlank = (text: string | undefined): text is undefined | "" =>
  text === undefined || text.trim() === "";

/** Microsoft, "Impersonate another user using the Web API". */
const impersonationHeader = (impersonate: Impersonation | undefined): HeaderMap => {
  if (impersonate === undefined) {
    return {};
  }
  const id = parseGuid(impersonate.id);
  if (id === undefined) {
    throw invalidInput(
      `Impersonate User Id ${quoted(impersonate.id)} is not a GUID. Enter the systemuserid of the user, or the object id from Microsoft Entra.`,
    );
  }
  return impersonate.by === "entraObjectId" ? { CallerObjectId: id } : { MSCRMCallerID: id };
};

const solutionHeader = (solutionName: string | undefined): HeaderMap => {
  if (isBlank(solutionName)) {
    return {};
  }
  const name = solutionName.trim();
  if (!isIdentifier(name)) {
    throw invalidInput(
      `Solution Name ${quoted(name)} is not the unique name of a solution. Enter the name without spaces that the solution's properties show, such as ContosoCore.`,
    );
  }
  return { "MSCRM.SolutionUniqueName": name };
};

export const readHeaders = (options: ReadOptions, preferences: OwnPreferences = {}): HeaderMap => ({
  ...preferHeader({ ...preferences, annotations: options.includeAnnotations }),
  ...impersonationHeader(options.impersonate),
});

/**
 * Detection of duplicates is switched on by not suppressing it, and custom logic is left out by the kinds to bypass
 * (Microsoft, "Optional parameters").
 */
export const writeHeaders = (options: WriteOptions, preferences: OwnPreferences = {}): HeaderMap => ({
  ...readHeaders(options, preferences),
  ...(options.detectDuplicates === true && { "MSCRM.SuppressDuplicateDetection": "false" }),
  ...(options.bypassCustomLogic !== undefined && {
    "MSCRM.BypassBusinessLogicExecution": options.bypassCustomLogic,
  }),
  ...solutionHeader(options.solutionName),
});

const quotedEtag = /^(?:W\/)?"([!#-~]+)"$/i;
const bareVersion = /^\d+$/;

/**
 * The `If-Match` header. Dataverse writes versions as weak ETags (`W/"123"`); they are also taken as people copy them:
 * without the `W/`, with the backslashes of JSON, or the number alone. Nothing means any version.
 */
export const ifMatchHeader = (ifMatch: string | undefined): HeaderMap => {
  const text = ifMatch?.trim().replaceAll("\\", "") ?? "";
  if (text === "" || text === "*") {
    return { "If-Match": "*" };
  }
  const version = bareVersion.test(text) ? text : quotedEtag.exec(text)?.[1];
  if (version === undefined) {
    throw invalidInput(
      `If-Match ${quoted(text)} is not a version of a record. Enter the record's @odata.etag, such as W/"1234567", or * for any version.`,
    );
  }
  return { "If-Match": `W/"${version}"` };
};
