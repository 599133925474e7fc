import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { labelOrName, labelText } from "../../../../src/client/services/metadata/label.ts";

const localized = (Label: unknown, LanguageCode = 1033) => ({ Label, LanguageCode });

describe("the text of a label", () => {
  it("is that of the user's language", () => {
    const label = {
      LocalizedLabels: [localized("Konto", 1031), localized("Account")],
      UserLocalizedLabel: localized("Account"),
    };
    expect(labelText(label)).toBe("Account");
  });

  it("is the first there is when nobody translated it into the user's language", () => {
    const LocalizedLabels = [localized(""), localized("Konto", 1031), localized("Compte", 1036)];
    expect(labelText({ LocalizedLabels, UserLocalizedLabel: null })).toBe("Konto");
  });

  it("is the name of the thing when there is no label at all", () => {
    expect(labelOrName({ LocalizedLabels: [], UserLocalizedLabel: null }, "accountleads")).toBe(
      "accountleads",
    );
  });

  it("is never anything but text, whatever the server sent", () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (user, all) => {
        for (const label of [user, { UserLocalizedLabel: user, LocalizedLabels: all }]) {
          expect(labelOrName(label, "account").trim()).not.toBe("");
        }
      }),
    );
  });
});
