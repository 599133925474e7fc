import { ConnectionError } from "@prismatic-io/spectral";
import { z } from "zod";

const connectionShape = z.looseObject({
  key: z.string(),
  configVarKey: z.string().default(""),
  fields: z.looseObject({ webApiUrl: z.string().catch("") }),
  token: z.looseObject({ access_token: z.string().optional() }).nullish(),
});

/** What the client needs of a connection, without the client secret and the refresh token. */
export interface ConnectionSettings {
  readonly key: string;
  readonly configVarKey: string;
  /** Empty when it was never entered. */
  readonly webApiUrl: string;
  readonly accessToken: string;
}

/** Reads the value of a connection input; raises ConnectionError when it is no connection or was never signed in. */
export const connectionSettings = (value: unknown): ConnectionSettings => {
  const parsed = connectionShape.safeParse(value);
  if (!parsed.success) {
    throw connectionError(
      { key: "", configVarKey: "" },
      "Connection is empty or is not a Microsoft Dynamics 365 connection. Choose one in the step's Connection input.",
    );
  }
  const { key, configVarKey, fields, token } = parsed.data;
  const accessToken = token?.access_token?.trim() ?? "";
  if (accessToken === "") {
    throw connectionError(
      { key, configVarKey },
      "The connection holds no access token. Open the instance's configuration and connect again.",
    );
  }
  return { key, configVarKey, webApiUrl: fields.webApiUrl, accessToken };
};

/** Spectral's ConnectionError carries the connection as a property that a log may print, so it gets one without fields and token. */
export const connectionError = (
  { key, configVarKey }: Pick<ConnectionSettings, "key" | "configVarKey">,
  message: string,
): ConnectionError => new ConnectionError({ key, configVarKey, fields: {} }, message);
