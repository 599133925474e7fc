import { createHash } from "node:crypto";
import type { Table } from "../schema/schema.ts";

/** How far a privilege reaches: own records, the business unit, it and those below, everything. */
export type Depth = "None" | "Basic" | "Local" | "Deep" | "Global";

/** What a role allows, by privilege name: `{ prvReadAccount: "Global", prvCreateAccount: "Basic" }`. */
export type Privileges = Readonly<Record<string, Depth>>;

export type AccessRight = "Create" | "Read" | "Write" | "Delete" | "Append" | "AppendTo" | "Assign";

export const accessRights: readonly AccessRight[] = [
  "Create",
  "Read",
  "Write",
  "Delete",
  "Append",
  "AppendTo",
  "Assign",
];

const depths: readonly Depth[] = ["None", "Basic", "Local", "Deep", "Global"];

export const isDepth = (value: unknown): value is Depth => depths.some((depth) => depth === value);

/** Privileges that belong to no table (Microsoft, Impersonate another user; Bypass custom Dataverse logic). */
export const actOnBehalf = "prvActOnBehalfOfAnotherUser";
export const bypassLogic = "prvBypassCustomBusinessLogic";
export const bypassPlugins = "prvBypassCustomPlugins";

export const otherPrivileges: readonly string[] = [actOnBehalf, bypassLogic, bypassPlugins];

/** Tables whose privileges have another name than the table. */
const privilegeNouns: Readonly<Record<string, string>> = { systemuser: "User", annotation: "Note" };

/** All activities share the privileges of one name. */
const nounOf = ({ name, definition }: Table): string =>
  definition.activity ? "Activity" : (privilegeNouns[name] ?? definition.schemaName);

/** `prvReadAccount` */
export const privilegeName = (right: AccessRight, table: Table): string => `prv${right}${nounOf(table)}`;

/** An id every organization has (Microsoft, Plan for Dynamics 365 monitoring, shows it in an error message). */
const knownIds: Readonly<Record<string, string>> = { prvReadAccount: "886b280c-6396-4d56-a0a3-2c1b0a50ceb0" };

/** The id of a privilege: the same in every start of the emulator. */
export const privilegeId = (name: string): string => {
  const digits = createHash("sha1").update(name).digest("hex");
  const made = [8, 12, 16, 20, 32].map((end, index, ends) => digits.slice(ends[index - 1] ?? 0, end));
  return knownIds[name] ?? made.join("-");
};
