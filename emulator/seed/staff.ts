import type { Reference } from "./seedRecord.ts";
import {
  administratorId,
  administratorObjectId,
  applicationUserId,
  applicationUserObjectId,
  rootBusinessUnitId,
} from "./wellKnown.ts";

export const europeBusinessUnitId = "1d7a4b20-52b4-ef11-9fda-000d3a1b2c02";
export const serviceBusinessUnitId = "2e8b5c31-52b4-ef11-9fda-000d3a1b2c03";

export interface User {
  readonly id: string;
  readonly objectId: string;
  /** The application user's first name is the "#" that starts its full name. */
  readonly firstName: string;
  readonly lastName: string;
  readonly jobTitle?: string;
  readonly businessUnitId: string;
  readonly managerId?: string;
  readonly isDisabled?: boolean;
}

export const applicationUser: User = {
  id: applicationUserId,
  objectId: applicationUserObjectId,
  firstName: "#",
  lastName: "Dynamics Connector",
  businessUnitId: rootBusinessUnitId,
};

const administrator: User = {
  id: administratorId,
  objectId: administratorObjectId,
  firstName: "Spencer",
  lastName: "Low",
  jobTitle: "System Administrator",
  businessUnitId: rootBusinessUnitId,
};

/** The people who own rows. The last one has left the company and still owns some. */
export const sellers: readonly User[] = [
  {
    id: "9b63e4ca-63b4-ef11-9fda-000d3a1b2c12",
    objectId: "04fbd8c6-2e79-41a5-ac30-b6d9e57f8142",
    firstName: "Amy",
    lastName: "Alberts",
    jobTitle: "Sales Manager",
    businessUnitId: europeBusinessUnitId,
    managerId: administratorId,
  },
  {
    id: "ac74f5db-63b4-ef11-9fda-000d3a1b2c13",
    objectId: "150ce9d7-3f8a-42b6-bd41-c7eaf6809253",
    firstName: "Renée",
    lastName: "O'Connor",
    jobTitle: "Salesperson",
    businessUnitId: europeBusinessUnitId,
    managerId: "9b63e4ca-63b4-ef11-9fda-000d3a1b2c12",
  },
  {
    id: "bd8506ec-63b4-ef11-9fda-000d3a1b2c14",
    objectId: "261dfae8-409b-43c7-8e52-d8fb07910364",
    firstName: "Karan",
    lastName: "Khanna",
    jobTitle: "Service Manager",
    businessUnitId: serviceBusinessUnitId,
    managerId: administratorId,
  },
  {
    id: "ce9617fd-63b4-ef11-9fda-000d3a1b2c15",
    objectId: "372e0bf9-51ac-44d8-9f63-e90c18a21475",
    firstName: "Veronica",
    lastName: "Quek",
    jobTitle: "Salesperson",
    businessUnitId: rootBusinessUnitId,
    managerId: administratorId,
    isDisabled: true,
  },
];

export const users: readonly User[] = [applicationUser, administrator, ...sellers];

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly businessUnitId: string;
  readonly emailAddress: string;
}

export const teams: readonly Team[] = [
  {
    id: "df1728ae-63b4-ef11-9fda-000d3a1b2c20",
    name: "Key Accounts Europe",
    businessUnitId: europeBusinessUnitId,
    emailAddress: "key.accounts@contoso.example",
  },
  {
    id: "e02839bf-63b4-ef11-9fda-000d3a1b2c21",
    name: "Customer Care",
    businessUnitId: serviceBusinessUnitId,
    emailAddress: "care@contoso.example",
  },
];

/** A user or a team that owns rows. */
export interface RowOwner {
  readonly table: "systemuser" | "team";
  readonly id: string;
  readonly businessUnitId: string;
}

const ownerOf = (table: RowOwner["table"], { id, businessUnitId }: User | Team): RowOwner => ({
  table,
  id,
  businessUnitId,
});

/** Everyone who may own a row; sellers come up more often than teams. */
export const rowOwners: readonly RowOwner[] = [
  ...sellers.map((user) => ownerOf("systemuser", user)),
  ...sellers.map((user) => ownerOf("systemuser", user)),
  ...teams.map((team) => ownerOf("team", team)),
];

export const userReference = (id: string): Reference => ({ table: "systemuser", id });
export const businessUnitReference = (id: string): Reference => ({ table: "businessunit", id });
