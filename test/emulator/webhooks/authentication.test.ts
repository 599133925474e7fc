import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSettings, targetOf } from "../../../emulator/webhooks/authentication.ts";

const endpoint = (authType: number, authValue: string, url = "https://example.com/hook") => ({
  id: "e",
  url,
  authType,
  authValue,
});

const failureCode = (target: ReturnType<typeof targetOf>) => ("code" in target ? target.code : undefined);
const hrefOf = (target: ReturnType<typeof targetOf>) => ("url" in target ? target.url.href : undefined);

const escapeXml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

describe("the settings of an authvalue", () => {
  it("are read back whatever names and values they have", () => {
    const settings = fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 5 });
    fc.assert(
      fc.property(settings, (pairs) => {
        const inner = pairs.map(
          ([name, value]) => `<setting name="${escapeXml(name)}" value="${escapeXml(value)}" />`,
        );
        expect(parseSettings(`<settings>${inner.join("\n")}</settings>`)).toEqual(pairs);
      }),
    );
  });

  it("may be written with closing tags and line breaks", () => {
    const text =
      '\n<settings>\n  <setting name="a" value="1"></setting>\n  <setting name="b" value="2"/>\n</settings>';
    expect(parseSettings(text)).toEqual([
      ["a", "1"],
      ["b", "2"],
    ]);
  });

  it("are not read from anything else", () => {
    for (const text of [
      "",
      "secret",
      "<settings>",
      "<settings>x</settings>",
      '<settings><setting name="a"/></settings>',
    ]) {
      expect(parseSettings(text)).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.string(), (text) => {
        const settings = parseSettings(text);
        expect(settings === undefined || text.includes("<settings>")).toBe(true);
      }),
    );
  });
});

describe("what authenticates a webhook", () => {
  it("is a key in the query, escaped, after what the address already has", () => {
    const key = targetOf(endpoint(4, "a b&c=d/==", "https://example.com/hook?x=1"));
    expect(hrefOf(key)).toBe("https://example.com/hook?x=1&code=a+b%26c%3Dd%2F%3D%3D");
  });

  it("is headers, or query parameters", () => {
    const settings =
      '<settings><setting name="x-api-key" value="s3cret" /><setting name="B" value="2" /></settings>';
    expect(targetOf(endpoint(5, settings))).toMatchObject({ headers: { "x-api-key": "s3cret", B: "2" } });
    expect(hrefOf(targetOf(endpoint(6, settings)))).toBe("https://example.com/hook?x-api-key=s3cret&B=2");
  });

  it("fails when it is delivered, not before, if it cannot be sent", () => {
    expect(failureCode(targetOf(endpoint(5, "plain")))).toBe("0x80050203");
    expect(failureCode(targetOf(endpoint(5, '<settings><setting name="a b" value="1" /></settings>')))).toBe(
      "0x80050203",
    );
    expect(failureCode(targetOf(endpoint(5, '<settings><setting name="a" value="1\n2" /></settings>')))).toBe(
      "0x80050203",
    );
    expect(failureCode(targetOf(endpoint(6, "<settings></settings>")))).toBe("0x80050204");
    expect(failureCode(targetOf(endpoint(4, "key", "no address")))).toBe("0x80050205");
  });
});
