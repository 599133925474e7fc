import { input } from "@prismatic-io/spectral";
import { choice } from "./parsers/choice.ts";
import { optionalText } from "./parsers/text.ts";

const userLabel = "Impersonate User Id";
const kindLabel = "Impersonate User Id Type";

const kinds = ["systemUserId", "entraObjectId"] as const;
export type UserIdKind = (typeof kinds)[number];

export const impersonateUserId = input({
  label: userLabel,
  type: "string",
  dataSource: "users",
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
  clean: choice(kindLabel, kinds, "systemUserId"),
});
