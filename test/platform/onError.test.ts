import { ConnectionError } from "@prismatic-io/spectral";
import { describe, expect, it } from "vitest";
import { invalidInput } from "../../src/client/errors.ts";
import { onError } from "../../src/platform/onError.ts";

describe("onError", () => {
  it("passes the client's and Spectral's errors unchanged, also twice", () => {
    const dataverse = invalidInput("Entity ID is empty.");
    const connection = new ConnectionError({ key: "oauth2", configVarKey: "", fields: {} }, "Sign in again.");
    expect(onError(dataverse)).toBe(dataverse);
    expect(onError(connection)).toBe(connection);
    const unexpected = onError(new TypeError("x is not a function"));
    expect(onError(unexpected)).toBe(unexpected);
  });

  it("turns a defect into a sentence and drops what hangs on the original error", () => {
    const defect = Object.assign(new TypeError("x is not a function"), {
      config: { headers: { Authorization: "Bearer secret" } },
    });
    const shown = onError(defect);
    expect(shown.message).toBe(
      "The step failed for a reason that this connector does not know: x is not a function. Please report this.",
    );
    expect(JSON.stringify(shown)).not.toContain("secret");
    expect(Object.keys(shown)).toEqual(["name"]);
  });
});
