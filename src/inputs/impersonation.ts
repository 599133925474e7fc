import { input } from "@prismatic-io/spectral";
import { invalidInput } from "../client/errors.ts";
import { optionalText } from "./parsers/text.ts";

const userLabel = "Impersonate User Id";
const kindLabel = "Impersonate User Id Type";

export type UserIdKind = "systemUserId" | "entraObjectId";

const parseKind = (value: unknown): UserIdKind => {
  const text = optionalText(kindLabel)(value) ?? "systemUserId";
  if (text === "systemUserId" || text === "entraObjectId") return text;
  throw invalidInput(`${kindLabel} must be systemUserId or entraObjectId, but it is "${text}".`);
};

export const impersonateUserId = input({
  label: userLabel,
  type: "string",
  required: false,
  comments:
    "The GUID of a user to act as. The connection's user needs the privilege Act on Behalf of Another User; the rights are those that both users have.",
  placeholder: "User GUID",
  example: "00000000-0000-0000-0000-000000000007",
  clean: optionalText(userLabel),
});

export const impersonateUserIdType = input({
  label: kindLabel,
  type: "string",
  required: false,
  default: "systemUserId",
  model: [
    { label: "Dynamics 365 user (systemuserid)", value: "systemUserId" },
    { label: "Microsoft Entra user (object id)", value: "entraObjectId" },
  ],
  comments: "Which id Impersonate User Id holds.",
  clean: parseKind,
});
