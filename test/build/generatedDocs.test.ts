import type { Input } from "@prismatic-io/spectral/dist/serverTypes";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inputTable } from "../../tools/describing/inputTable.ts";
import { anchor, code, plain, table } from "../../tools/describing/markdown.ts";

const rows = (inputs: readonly Input[]): string[] => inputTable(inputs).split("\n").slice(2);

describe("the table of inputs", () => {
  it("tells key, type, default, choices and example of an input", () => {
    expect(
      rows([
        {
          key: "userIdType",
          label: "User Id Type",
          type: "string",
          required: true,
          default: "system",
          comments: "Which id it is.",
          model: [
            { label: "System user", value: "system" },
            { label: "None", value: "" },
          ],
          example: "entra",
        },
      ]),
    ).toEqual([
      "| User Id Type | `userIdType` | choice | yes | `system` | Which id it is.<br>Choices: System user (`system`), None (empty).<br>Example: `entra` |",
    ]);
  });

  it("puts the inputs of a group under the group", () => {
    const child: Input = {
      key: "query",
      label: "Query",
      type: "code",
      language: "xml",
      collection: "valuelist",
    };
    expect(
      rows([
        {
          key: "options",
          label: "Options",
          type: "structuredObject",
          comments: "Rarely needed.",
          inputs: [child],
        },
      ]),
    ).toEqual([
      "| Options | `options` | group | no |  | Rarely needed. |",
      "| Options › Query | `options.query` | list of code (xml) | no |  |  |",
    ]);
  });
});

describe("text in Markdown", () => {
  it("means itself", () => {
    expect(plain("a_b *c* [d](e) <f> &lt; R&D | g\nh")).toBe(
      "a\\_b \\*c\\* \\[d\\](e) &lt;f> &amp;lt; R&D \\| g<br>h",
    );
  });

  it("never adds a column or a row to a table", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const lines = table(["A", "B"], [[plain(one), code(other)]]).split("\n");
        expect(lines).toHaveLength(3);
        expect(lines[2]?.replace(/\\./g, "").split("|")).toHaveLength(4);
      }),
    );
  });

  it("is linked to by the fragment GitHub gives its heading", () => {
    expect(anchor("[CRM] Get Entity's Data (v2)")).toBe("crm-get-entitys-data-v2");
  });
});
