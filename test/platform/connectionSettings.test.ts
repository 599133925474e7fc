import { inspect } from "node:util";
import { isConnectionError } from "@prismatic-io/spectral";
import { describe, expect, it } from "vitest";
import { connectionSettings } from "../../src/platform/connectionSettings.ts";

const connection = {
  key: "clientCredentials",
  configVarKey: "Dynamics",
  fields: { webApiUrl: "https://org.crm.dynamics.com", clientSecret: "the-secret" },
  token: { access_token: "the-token", refresh_token: "the-refresh" },
};

const raised = (value: unknown): unknown => {
  try {
    connectionSettings(value);
  } catch (error) {
    return error;
  }
  return undefined;
};

describe("connectionSettings", () => {
  it("reads the URL and the token and leaves the secrets behind", () => {
    expect(connectionSettings(connection)).toEqual({
      key: "clientCredentials",
      configVarKey: "Dynamics",
      webApiUrl: "https://org.crm.dynamics.com",
      accessToken: "the-token",
    });
  });

  it("asks to choose a connection when none arrived", () => {
    for (const missing of [undefined, null, "", "Dynamics", [], {}]) {
      const error = raised(missing);
      expect(isConnectionError(error)).toBe(true);
      expect(error).toHaveProperty(
        "message",
        "Connection is empty or is not a Microsoft Dynamics 365 connection. Choose one in the step's Connection input.",
      );
    }
  });

  it("asks to connect again when there is no access token", () => {
    for (const token of [undefined, null, {}, { access_token: "" }, { access_token: " " }]) {
      const error = raised({ ...connection, token });
      expect(isConnectionError(error)).toBe(true);
      expect(error).toHaveProperty(
        "message",
        "The connection holds no access token. Open the instance's configuration and connect again.",
      );
      expect(inspect(error, { depth: 9 }) + JSON.stringify(error)).not.toContain("the-secret");
    }
  });
});
