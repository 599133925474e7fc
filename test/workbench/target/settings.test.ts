import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../../workbench/runner/usageError.ts";
import { parseDotEnv } from "../../../workbench/target/dotEnv.ts";
import { orgCredentials, readEnvironment } from "../../../workbench/target/settings.ts";

const complete = {
  DYNAMICS_URL: "https://contoso.crm.dynamics.com",
  TOKEN_URL: "https://login.microsoftonline.com/t/oauth2/v2.0/token",
  CLIENT_ID: "id",
  CLIENT_SECRET: "a#b~c",
  SCOPES: "https://contoso.crm.dynamics.com/.default",
};

describe("a .env file", () => {
  it("gives the values of its assignments and skips everything else", () => {
    const text = [
      "\uFEFF# settings",
      "export CLIENT_ID = id ",
      "CLIENT_SECRET=a#b~c # the value, not the id",
      'SCOPES="with # inside" # outside',
      "TOKEN_URL='single = quoted'",
      "EMPTY=",
      "COMMENT= # nothing",
      "not an assignment",
      "TWICE=1",
      "TWICE=2",
    ].join("\r\n");
    expect(parseDotEnv(text)).toEqual({
      CLIENT_ID: "id",
      CLIENT_SECRET: "a#b~c",
      SCOPES: "with # inside",
      TOKEN_URL: "single = quoted",
      EMPTY: "",
      COMMENT: "",
      TWICE: "2",
    });
  });

  it("gives back every value that was put between double quotes", () => {
    const value = fc.string().filter((text) => !/[\r\n"]/.test(text));
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,9}$/), value), (settings) => {
        const text = Object.entries(settings).map(([name, setting]) => `${name}="${setting}"`);
        expect(parseDotEnv(text.join("\n"))).toEqual({ ...settings });
      }),
    );
  });

  it("gives back every secret without spaces and quotes as it stands", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[!-~]{1,40}$/).filter((text) => !/^["'#]/.test(text)),
        (secret) => {
          expect(parseDotEnv(`CLIENT_SECRET=${secret}`)).toEqual({ CLIENT_SECRET: secret });
        },
      ),
    );
  });
});

describe("the settings of a real org", () => {
  it("are none when nothing is set", () => {
    expect(orgCredentials({})).toBeUndefined();
    expect(orgCredentials({ DYNAMICS_URL: "", CLIENT_ID: " " })).toBeUndefined();
  });

  it("become the inputs of the connection", () => {
    expect(orgCredentials(complete)).toEqual({
      webApiUrl: complete.DYNAMICS_URL,
      tokenUrl: complete.TOKEN_URL,
      clientId: "id",
      clientSecret: "a#b~c",
      scopes: complete.SCOPES,
    });
  });

  it("are all needed as soon as one is there", () => {
    const { CLIENT_SECRET: _secret, ...rest } = complete;
    expect(() => orgCredentials(rest)).toThrow(
      new UsageError(
        "DYNAMICS_URL, TOKEN_URL, CLIENT_ID, SCOPES are set, but CLIENT_SECRET is missing. " +
          "Set all five to run against a real org, or add --emulator to leave them aside.",
      ),
    );
    expect(() => orgCredentials({ CLIENT_ID: "id" })).toThrow(
      "CLIENT_ID is set, but DYNAMICS_URL, TOKEN_URL, CLIENT_SECRET, SCOPES are missing.",
    );
  });

  it("come from the environment alone when there is no .env file", () => {
    expect(readEnvironment({ A: "1", B: "", C: undefined }, "/nowhere/.env")).toEqual({ A: "1" });
  });
});
