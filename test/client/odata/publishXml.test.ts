import { describe, expect, it } from "vitest";
import { publishTableXml } from "../../../src/client/odata/publishXml.ts";

describe("the request to publish a table", () => {
  it("names the table, escaped", () => {
    expect(publishTableXml("account")).toBe(
      "<importexportxml><entities><entity>account</entity></entities></importexportxml>",
    );
    expect(publishTableXml("a</entity>&")).toContain("<entity>a&lt;/entity&gt;&amp;</entity>");
  });
});
