import { existsSync, readFileSync } from "node:fs";
import type { ClientCredentials } from "../runner/credentials.ts";
import { UsageError } from "../runner/usageError.ts";
import { parseDotEnv } from "./dotEnv.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The name of each setting in the environment. */
export const settingNames: Readonly<Record<keyof ClientCredentials, string>> = {
  webApiUrl: "DYNAMICS_URL",
  tokenUrl: "TOKEN_URL",
  clientId: "CLIENT_ID",
  clientSecret: "CLIENT_SECRET",
  scopes: "SCOPES",
};

/** The environment over the `.env` file; an empty value counts as none. */
export const readEnvironment = (environment: Environment, dotEnvPath: string): Environment => {
  const file = existsSync(dotEnvPath) ? parseDotEnv(readFileSync(dotEnvPath, "utf8")) : {};
  const given = Object.entries(environment).filter(([, value]) => value !== undefined && value !== "");
  return { ...file, ...Object.fromEntries(given) };
};

/** The credentials of a real org, or undefined when none of the settings is there. */
export const orgCredentials = (environment: Environment): ClientCredentials | undefined => {
  const value = (key: keyof ClientCredentials): string => environment[settingNames[key]]?.trim() ?? "";
  const credentials: ClientCredentials = {
    webApiUrl: value("webApiUrl"),
    tokenUrl: value("tokenUrl"),
    scopes: value("scopes"),
    clientId: value("clientId"),
    clientSecret: value("clientSecret"),
  };
  const names = Object.values(settingNames);
  const missing = names.filter((name) => (environment[name]?.trim() ?? "") === "");
  if (missing.length === names.length) return undefined;
  if (missing.length === 0) return credentials;
  const present = names.filter((name) => !missing.includes(name));
  throw new UsageError(
    `${present.join(", ")} ${present.length === 1 ? "is" : "are"} set, but ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing. ` +
      "Set all five to run against a real org, or add --emulator to leave them aside.",
  );
};
