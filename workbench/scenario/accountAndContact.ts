import { equals, isRecordId } from "./expectation.ts";
import { read } from "./read.ts";
import { entry, type Stamp } from "./stamp.ts";
import type { Step } from "./step.ts";

const accountName = ({ stamp }: Stamp): string => `Workbench Bicycles ${stamp}`;

export const createAccount = (stamp: Stamp): Step => ({
  name: "createAccount",
  title: "Create an account: values as an object, text as Field Values",
  action: "createEntity",
  inputs: () => ({
    entityType: "accounts",
    dynamicValues: { revenue: 1_250_000.5, donotemail: true },
    fieldValues: [
      entry("name", accountName(stamp)),
      entry("telephone1", "007"),
      entry("numberofemployees", "120"),
    ],
  }),
  expect: (data) => [
    isRecordId("accountid", read(data, "accountid")),
    equals("name", read(data, "name"), accountName(stamp)),
    equals("telephone1", read(data, "telephone1"), "007"),
    equals("revenue", read(data, "revenue"), 1_250_000.5),
    equals("numberofemployees", read(data, "numberofemployees"), 120),
    equals("donotemail", read(data, "donotemail"), true),
  ],
});

export const createContact = (stamp: Stamp): Step => ({
  name: "createContact",
  title: "Create a contact that belongs to it (lookup by @odata.bind)",
  action: "createEntity",
  inputs: (earlier) => ({
    entityType: "contacts",
    fieldValues: [
      entry("firstname", "Ada"),
      entry("lastname", `Workbench ${stamp.stamp}`),
      entry(
        "parentcustomerid_account@odata.bind",
        `/accounts(${read(earlier("createAccount"), "accountid")})`,
      ),
    ],
  }),
  expect: (data, earlier) => [
    isRecordId("contactid", read(data, "contactid")),
    equals(
      "_parentcustomerid_value",
      read(data, "_parentcustomerid_value"),
      read(earlier("createAccount"), "accountid"),
    ),
  ],
});

export const getContact = (stamp: Stamp): Step => ({
  name: "getContact",
  title: "Get the contact with its account",
  action: "getEntity",
  inputs: (earlier) => ({
    entityType: "contacts",
    entityId: read(earlier("createContact"), "contactid"),
    fieldNames: ["fullname"],
    expandPropertyNames: ["parentcustomerid_account($select=name)"],
  }),
  expect: (data) => [
    equals("fullname", read(data, "fullname"), `Ada Workbench ${stamp.stamp}`),
    equals("name of its account", read(data, "parentcustomerid_account", "name"), accountName(stamp)),
  ],
});

export const updateAccount: Step = {
  name: "updateAccount",
  title: "Update two columns of the account",
  action: "updateEntity",
  inputs: (earlier) => ({
    entityType: "accounts",
    entityId: read(earlier("createAccount"), "accountid"),
    dynamicValues: { revenue: 1_400_000 },
    fieldValues: [entry("telephone1", "0049 30 007")],
  }),
  expect: (data) => [
    equals("revenue", read(data, "revenue"), 1_400_000),
    equals("telephone1", read(data, "telephone1"), "0049 30 007"),
  ],
};

export const readBack = (stamp: Stamp): Step => ({
  name: "readBack",
  title: "Read the account back",
  action: "getEntity",
  inputs: (earlier) => ({
    entityType: "accounts",
    entityId: read(earlier("createAccount"), "accountid"),
    fieldNames: ["name", "revenue", "telephone1"],
  }),
  expect: (data, earlier) => [
    equals("revenue", read(data, "revenue"), read(earlier("updateAccount"), "revenue")),
    equals("telephone1", read(data, "telephone1"), "0049 30 007"),
    equals("name", read(data, "name"), accountName(stamp)),
  ],
});
