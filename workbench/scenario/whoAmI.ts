import { isRecordId } from "./expectation.ts";
import { read } from "./read.ts";
import type { Step } from "./step.ts";

export const whoAmI: Step = {
  name: "whoAmI",
  title: "Ask who the connection signs in as",
  action: "getCurrentUser",
  inputs: () => ({}),
  expect: (data) => [
    isRecordId("UserId", read(data, "UserId")),
    isRecordId("BusinessUnitId", read(data, "BusinessUnitId")),
    isRecordId("OrganizationId", read(data, "OrganizationId")),
  ],
};

/** Reads the signed-in user, who exists in every org. */
export const ownUser: Step = {
  name: "ownUser",
  title: "Get the record of that user",
  action: "getEntity",
  inputs: (earlier) => ({
    entityType: "systemusers",
    entityId: read(earlier("whoAmI"), "UserId"),
    fieldNames: ["fullname", "domainname"],
  }),
  expect: (data, earlier) => [
    {
      what: "systemuserid",
      seen: read(data, "systemuserid"),
      met: read(data, "systemuserid") === read(earlier("whoAmI"), "UserId"),
      wanted: "the UserId of the first step",
    },
  ],
};
