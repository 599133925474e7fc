import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEnvironmentUrl } from "../../src/client/environmentUrl.ts";
import { DataverseError } from "../../src/client/errors.ts";

const accepted = {
  origin: "https://org.crm.dynamics.com",
  serviceRoot: "https://org.crm.dynamics.com/api/data/v9.2/",
};

const problemOf = (text: unknown): unknown => {
  try {
    return parseEnvironmentUrl(text);
  } catch (error) {
    return error;
  }
};

describe("the Web API URL", () => {
  it.each([
    "https://org.crm.dynamics.com",
    "https://org.crm.dynamics.com/",
    "  https://org.crm.dynamics.com/ \n",
    "https://org.crm.dynamics.com/api/data/v9.2",
    "https://org.crm.dynamics.com/api/data/v9.2/",
    "https://org.crm.dynamics.com/api/data/v9.0/",
    "https://org.crm.dynamics.com/api/data/v9.1.5/",
    "https://org.crm.dynamics.com/API/Data/V9.2/",
    "HTTPS://Org.CRM.dynamics.com",
    "https://org.crm.dynamics.com:443/",
  ])("is the environment's address with or without the path of the Web API: %j", (text) => {
    expect(parseEnvironmentUrl(text)).toEqual(accepted);
  });

  it.each([
    ["https://org.api.crm4.dynamics.com/", "https://org.api.crm4.dynamics.com"],
    ["https://org.crm9.dynamics.com", "https://org.crm9.dynamics.com"],
    ["https://org.crm.microsoftdynamics.us", "https://org.crm.microsoftdynamics.us"],
    ["https://org.crm.dynamics.cn", "https://org.crm.dynamics.cn"],
    ["https://crm.example.com:8443", "https://crm.example.com:8443"],
    ["http://localhost:5000", "http://localhost:5000"],
    ["http://127.0.0.1:5000/api/data/v9.2/", "http://127.0.0.1:5000"],
    ["http://127.8.9.10", "http://127.8.9.10"],
    ["http://[::1]:5000", "http://[::1]:5000"],
  ])("takes any cloud, a port, and http for loopback: %s", (text, origin) => {
    expect(parseEnvironmentUrl(text)).toEqual({ origin, serviceRoot: `${origin}/api/data/v9.2/` });
  });

  const missing = "is missing";
  const noHttps = "does not start with https:// and the name of a host";
  const secret = "contains a user name or a password, which belong into other fields of the connection";
  const unprotected =
    "starts with http://, which would send the access token unprotected (it is accepted for localhost only)";
  const query = "contains a query (?) or a fragment (#), as copied from a page of an app";
  const path = "contains a path other than /api/data/v9.2/, as copied from a page of an app";
  const space = "contains a space, a line break or a backslash";

  it.each([
    [undefined, missing],
    [null, missing],
    [42, missing],
    [{}, missing],
    [[], missing],
    ["", missing],
    ["   ", missing],
    ["org.crm.dynamics.com", noHttps],
    ["org", noHttps],
    ["//org.crm.dynamics.com", noHttps],
    ["https:org.crm.dynamics.com", noHttps],
    ["https:///org.crm.dynamics.com", noHttps],
    ["https://", noHttps],
    ["https://org.crm.dynamics.com:port", "is not a valid address"],
    ["https://[org]", "is not a valid address"],
    ["ftp://org.crm.dynamics.com", "does not start with https://"],
    ["javascript://org.crm.dynamics.com", "does not start with https://"],
    ["http://org.crm.dynamics.com", unprotected],
    ["http://127.0.0.1.example.com", unprotected],
    ["http://localhost.example.com", unprotected],
    ["https://me:hunter2@org.crm.dynamics.com", secret],
    ["https://me@org.crm.dynamics.com", secret],
    ["https://@org.crm.dynamics.com", secret],
    ["https://org.crm.dynamics.com/main.aspx", path],
    ["https://org.crm.dynamics.com/api", path],
    ["https://org.crm.dynamics.com/api/data/v8.2/", path],
    ["https://org.crm.dynamics.com/api/data/v9.2/accounts", path],
    ["https://org.crm.dynamics.com//", path],
    ["https://org.crm.dynamics.com/?appid=1", query],
    ["https://org.crm.dynamics.com/main.aspx?appid=1", query],
    ["https://org.crm.dynamics.com?", query],
    ["https://org.crm.dynamics.com/#", query],
    ["https://org.crm .dynamics.com", space],
    ["https://org.crm.dynamics.com\t/api/data/v9.2", space],
    ["https:\\\\org.crm.dynamics.com", space],
    ["https://org.crm.dynamics.com\\@evil.example", space],
  ])("refuses %j in one sentence that says what to enter", (text, problem) => {
    const error = problemOf(text);
    expect(error).toBeInstanceOf(DataverseError);
    expect(error).toMatchObject({
      kind: "invalidInput",
      message: `The Web API URL of the connection ${problem}. Enter the address of the environment, such as https://yourorg.crm.dynamics.com.`,
    });
  });

  it("answers with an origin of its own spelling, or refuses, whatever it is given", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.webUrl(), fc.webUrl({ withQueryParameters: true }), fc.anything()),
        (text) => {
          const result = problemOf(text);
          if (result instanceof DataverseError) {
            return result.kind === "invalidInput";
          }
          const { origin, serviceRoot } = result as { origin: string; serviceRoot: string };
          const again = new URL(serviceRoot);
          return (
            again.origin === origin &&
            again.href === serviceRoot &&
            serviceRoot === `${origin}/api/data/v9.2/` &&
            parseEnvironmentUrl(serviceRoot).origin === origin
          );
        },
      ),
    );
  });

  it("never repeats a password", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z0-9!$]{8,20}$/), (password) => {
        const error = problemOf(`https://me:${password}@org.crm.dynamics.com/main.aspx?${password}`);
        return (
          error instanceof DataverseError && !JSON.stringify([error.message, error.stack]).includes(password)
        );
      }),
    );
  });
});
