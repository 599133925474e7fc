import { badSyntax, notImplemented, payloadError } from "../errors/refusals.ts";
import type { Session } from "../organization/session.ts";
import { noContent } from "../server/message.ts";
import type { ActionBody } from "./actionBody.ts";
import type { ActionOperation } from "./operation.ts";
import { recordArgument } from "./recordArgument.ts";

const rights: ReadonlySet<string> = new Set([
  "None",
  "ReadAccess",
  "WriteAccess",
  "AppendAccess",
  "AppendToAccess",
  "CreateAccess",
  "DeleteAccess",
  "ShareAccess",
  "AssignAccess",
]);

const checkMask = (mask: unknown): void => {
  const names = typeof mask === "string" ? mask.split(",").map((name) => name.trim()) : [];
  if (names.length === 0 || !names.every((name) => rights.has(name))) {
    throw badSyntax(`The value '${String(mask)}' is not valid for 'Microsoft.Dynamics.CRM.AccessRights'.`);
  }
};

/**
 * Nobody here may do more by sharing: administrators may do everything anyway, so that sharing with them changes
 * nothing, and what users with limited roles may do is decided by these roles alone.
 */
const checkPrincipal = (session: Session, json: unknown): void => {
  const { rows, slot } = recordArgument(session, "Principal", json);
  const isLimited = session.dataverse.security.principalOf(rows.idOf(slot)) !== undefined;
  if (rows.table.name !== "systemuser" || isLimited) {
    throw notImplemented("sharing records with teams, or with users whose roles are limited");
  }
};

const checkAccess = (session: Session, json: unknown): void => {
  if (typeof json !== "object" || json === null) {
    throw payloadError("", "A node of type 'StartObject' was expected for the parameter 'PrincipalAccess'.");
  }
  const members = new Map<string, unknown>(Object.entries(json));
  checkMask(members.get("AccessMask"));
  checkPrincipal(session, members.get("Principal"));
};

const sharing = (
  name: string,
  parameter: string,
  check: (session: Session, body: ActionBody) => void,
): ActionOperation => ({
  kind: "action",
  name,
  parameters: { required: ["Target", parameter] },
  answer: (session, body) => {
    recordArgument(session, "Target", body.get("Target"));
    check(session, body);
    return noContent();
  },
});

/** GrantAccess, ModifyAccess and RevokeAccess. */
export const sharingActions: readonly ActionOperation[] = [
  sharing("GrantAccess", "PrincipalAccess", (session, body) =>
    checkAccess(session, body.get("PrincipalAccess")),
  ),
  sharing("ModifyAccess", "PrincipalAccess", (session, body) =>
    checkAccess(session, body.get("PrincipalAccess")),
  ),
  sharing("RevokeAccess", "Revokee", (session, body) => checkPrincipal(session, body.get("Revokee"))),
];
