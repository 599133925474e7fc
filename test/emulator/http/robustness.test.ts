import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { field, nobody, useClient } from "../support/dataverseClient.ts";

/** Words a client could put anywhere, right or wrong. */
const word = fc.constantFrom(
  "accounts",
  "contacts",
  "systemusers",
  "EntityDefinitions",
  "WhoAmI",
  "name",
  "revenue",
  "_primarycontactid_value",
  "primarycontactid",
  "Account_Tasks",
  "ownerid",
  "accountnumber",
  "createdon",
  "new_interests",
  "LogicalName",
  "Attributes",
  "$count",
  "$ref",
  "$value",
  "toString",
  "__proto__",
  "constructor",
  nobody,
  "'text'",
  "'O''Bryan'",
  "null",
  "true",
  "5",
  "-1.5e3",
  "2026-01-31",
  "2026-01-31T12:00:00Z",
  "@p1",
  "'\ud83d\ude00%_['",
);
const glue = fc.constantFrom(
  " ",
  ",",
  "(",
  ")",
  "/",
  "=",
  " eq ",
  " and ",
  " not ",
  ";",
  "'",
  "$select=",
  "contains(",
  "",
);
const phrase = fc
  .array(fc.tuple(word, glue), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.map(([text, end]) => `${text}${end}`).join(""));
const option = fc.tuple(
  fc.constantFrom("$select", "$filter", "$orderby", "$top", "$count", "$expand", "$skiptoken", "@p1", "tag"),
  fc.oneof(phrase, fc.string({ unit: "grapheme" })),
);
const path = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom("accounts", "contacts", `accounts(${nobody})`, "EntityDefinitions"),
  },
  phrase,
  word,
  fc.tuple(word, word).map(([set, key]) => `${set}(${key})`),
  fc.tuple(word, word, word).map(([set, key, member]) => `${set}(${key})/${member}`),
);
const value = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    1e300,
    -0,
    "",
    "x",
    true,
    [],
    {},
    "2026-01-31T12:00:00Z",
    `/contacts(${nobody})`,
  ),
  fc.jsonValue(),
);
const body = fc.oneof(
  fc
    .dictionary(
      fc.oneof(
        word,
        word.map((text) => `${text}@odata.bind`),
        fc.string(),
      ),
      value,
    )
    .map((record) => JSON.stringify(record)),
  fc.string(),
);
const method = fc.constantFrom("GET", "POST", "PATCH", "PUT", "DELETE");
const condition = fc.constantFrom("*", "null", 'W/"1"', "nonsense");

describe("whatever it is asked", () => {
  const client = useClient({ records: 3 });

  it("the emulator answers or refuses, and never breaks", async () => {
    const request = fc.record({
      verb: method,
      segments: path,
      options: fc.array(option, { maxLength: 3 }),
      content: body,
      tag: condition,
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ verb, segments, options, content, tag }) => {
        const query = options.map(([name, text]) => `${name}=${encodeURIComponent(text)}`).join("&");
        const target = `${client().root}${encodeURIComponent(segments).replaceAll("%2F", "/")}?${query}`;
        const reply = await client().call(verb, target, {
          ...(verb !== "GET" && verb !== "DELETE" && { body: content }),
          headers: { "If-Match": tag, "If-None-Match": tag, Prefer: 'odata.include-annotations="*"' },
        });
        expect([200, 201, 204, 304, 400, 404, 405, 412, 501]).toContain(reply.status);
        if (reply.status >= 400) {
          expect(field(reply.body, "error", "message")).toEqual(expect.any(String));
        }
      }),
      { numRuns: 400 },
    );
  });
});
