import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entitySetLink, lastNameIn } from "../../../src/client/odata/entitySetLink.ts";

const root = "https://org.crm.dynamics.com/api/data/v9.2/";

describe("a link to the entity sets behind one of them", () => {
  it("leads back to that one, also when a flow has changed how it is written", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,60}$/), (name) => {
        const link = entitySetLink(root, name);
        for (const written of [
          link,
          ` ${link}\n`,
          link.replace("$", "%24"),
          link.replace("https://org", "HTTPS://ORG"),
          link.slice("https://org.crm.dynamics.com".length),
        ]) {
          expect(lastNameIn(root, written)).toBe(name);
        }
      }),
    );
  });

  it.each([
    "https://evil.example/api/data/v9.2/?$skiptoken=accounts",
    "http://org.crm.dynamics.com/api/data/v9.2/?$skiptoken=accounts",
    "https://org.crm.dynamics.com:8443/api/data/v9.2/?$skiptoken=accounts",
    "https://org.crm.dynamics.com.evil.example/api/data/v9.2/?$skiptoken=accounts",
    "https://user:password@org.crm.dynamics.com/api/data/v9.2/?$skiptoken=accounts",
  ])("is refused when it belongs to another address: %s", (link) => {
    expect(() => lastNameIn(root, link)).toThrow(
      "Next Link leads to another address than the connection's, https://org.crm.dynamics.com, so it was not followed. Enter the nextLink of a result of the same connection.",
    );
  });

  it.each([
    "2",
    "accounts",
    "//evil.example/api/data/v9.2/?$skiptoken=accounts",
    "ftp://org.crm.dynamics.com/api/data/v9.2/?$skiptoken=accounts",
    root,
    `${root}accounts?$skiptoken=accounts`,
    `${root}?$skiptoken=`,
    `${root}?$skiptoken=accounts&$top=1`,
    `${root}?$skiptoken=accounts#x`,
    `${root}?$skip=10`,
    `${root}?$skiptoken=%3Ccookie%20pagenumber=%222%22%20/%3E`,
  ])("is refused when it is another kind of link: %s", (link) => {
    expect(() => lastNameIn(root, link)).toThrow(
      /^Next Link ".*" is not a next link of List Entity Types\. Enter the nextLink of an earlier result of this action as it is, or leave the input empty to start with the first page\.$/,
    );
  });

  it("is a name or a refusal, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((text) => root + text),
        ),
        (text) => {
          try {
            expect(lastNameIn(root, text)).toMatch(/^[A-Za-z_]\w*$/);
          } catch (error) {
            expect(error).toMatchObject({ kind: "invalidInput" });
          }
        },
      ),
    );
  });
});
