import { randomBytes } from "node:crypto";
import type { Identity } from "./tokens.ts";

/** An app registration that may sign in as an application user. */
export interface Application extends Identity {
  readonly clientSecret: string;
}

/** The app registrations of the tenant. Their secrets are random for every start. */
export interface Applications {
  readonly find: (clientId: string) => Application | undefined;
  readonly add: (identity: Identity) => Application;
}

export const createApplications = (): Applications => {
  const applications = new Map<string, Application>();
  return {
    find: (clientId) => applications.get(clientId),
    add: (identity) => {
      const application = { ...identity, clientSecret: randomBytes(30).toString("base64url") };
      applications.set(identity.clientId, application);
      return application;
    },
  };
};
