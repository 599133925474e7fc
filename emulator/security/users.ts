import type { Application, Applications } from "../oauth/applications.ts";
import type { Dataverse } from "../organization/dataverse.ts";
import { loadRecords } from "../organization/load.ts";
import { newGuid } from "../store/guid.ts";
import type { Roles } from "./security.ts";

export interface NewUser {
  /** The last name; application users have a "#" before it. */
  readonly name?: string | undefined;
  /** The root business unit when absent. */
  readonly businessUnitId?: string | undefined;
  /** No privileges at all when absent, like a user without a security role. */
  readonly roles?: Roles | undefined;
}

/** A user with an application that signs in as it. */
export interface AddedUser extends Application {
  /** For the header `CallerObjectId`. */
  readonly objectId: string;
}

/** Users and roles for tests. A reset of the data takes them back. */
export interface Users {
  readonly add: (user?: NewUser) => AddedUser;
}

/** @throws for a role with a privilege or a depth that does not exist; nobody is added then. */
export const createUsers = (dataverse: () => Dataverse, applications: Applications): Users => ({
  add: ({ name = "Test User", businessUnitId, roles = {} } = {}) => {
    const { store, security, organization } = dataverse();
    const [userId, objectId, clientId] = [newGuid(), newGuid(), newGuid()];
    security.setRoles(userId, roles);
    const unit = businessUnitId ?? organization.businessUnitId;
    const values = {
      ownerid: userId,
      firstname: "#",
      lastname: name,
      fullname: `# ${name}`,
      applicationid: clientId,
      domainname: `${clientId}@contoso.example`,
      internalemailaddress: "test.user@contoso.example",
      accessmode: 4,
      azureactivedirectoryobjectid: objectId,
      businessunitid: { table: "businessunit", id: unit },
      organizationid: organization.id,
      isdisabled: false,
    };
    loadRecords(store, [{ table: "systemuser", id: userId, values }]);
    return { ...applications.add({ clientId, userId }), objectId };
  },
});
