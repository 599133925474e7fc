import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  describeAllHeaders,
  describeBody,
  describeHeaders,
  describePath,
  describeUrl,
} from "../../../src/client/http/redact.ts";

const id = "00000000-0000-0000-0000-00000000000a";

describe("a path in the log", () => {
  it.each([
    ["accounts", "accounts"],
    [`accounts(${id})`, `accounts(${id})`],
    [`accounts(${id})/name`, `accounts(${id})/name`],
    ["WhoAmI()", "WhoAmI()"],
    ["accounts(accountnumber='A-1')", "accounts(accountnumber='…')"],
    ["accounts(accountnumber='A-1')?$select=name", "accounts(accountnumber='…')?$select"],
    ["accounts(accountnumber=%27A-1%27)", "accounts(accountnumber='…')"],
    [
      "contacts(firstname='O''Brien',emailaddress1='o@x.example')/name",
      "contacts(firstname='…',emailaddress1='…')/name",
    ],
    ["contacts(firstname='a(b),c=d/e')", "contacts(firstname='…')"],
    [`accounts(_primarycontactid_value=${id},number=12)`, "accounts(_primarycontactid_value=…,number=…)"],
    ["accounts(12)", "accounts(…)"],
    ["contacts(firstname='open)/x", "contacts(…"],
    ["accounts(number=12", "accounts(…"],
    ["accounts?$select=name&$filter=name%20eq%20'Contoso'&$top=3", "accounts?$select&$filter&$top"],
    ["accounts?$filter=name eq 'A&secret=b'&$count=true", "accounts?$filter&$count"],
    ["accounts?$filter=name eq 'A&secret=b", "accounts?$filter"],
    ["accounts?$filter=a?b&fetchXml=%3Cfetch%3E", "accounts?$filter&fetchXml"],
    ["Fn(Target=@p1)?@p1='x'", "Fn(Target=…)?@p1"],
    ["accounts?secret", "accounts"],
    ["accounts?", "accounts"],
    ["https://org.crm.dynamics.com/api/data/v9.2/accounts?$skiptoken=%3Ccookie", "accounts?$skiptoken"],
    ["https://org.crm.dynamics.com/api/other?x=1", "api/other?x"],
    [`accounts/${"x".repeat(130)}/y`, "accounts/…/y"],
    ["", ""],
  ])("of %s is %s", (path, shown) => {
    expect(describePath(path)).toBe(shown);
  });

  it("never shows a literal or a value of the query", () => {
    const secret = fc
      .stringMatching(/^SECRET[a-z0-9()=,;/?&%' ]{0,20}$/)
      .map((text) => text.replaceAll("'", "''"));
    fc.assert(
      fc.property(secret, secret, fc.boolean(), (inKey, inQuery, encoded) => {
        const quote = encoded ? "%27" : "'";
        const path = `accounts(name=${quote}${inKey.replaceAll("'", quote)}${quote})?$filter=name eq ${quote}${inQuery.replaceAll("'", quote)}${quote}&$top=SECRET`;
        return !describePath(path).includes("SECRET");
      }),
    );
  });

  it("is made of any text", () => {
    fc.assert(fc.property(fc.string(), (path) => typeof describePath(path) === "string"));
  });
});

describe("headers in the log", () => {
  it("are those of the allow list", () => {
    expect(
      describeHeaders({
        Authorization: "Bearer abc",
        Cookie: "a=b",
        "set-cookie": "ARRAffinity=x",
        "X-Custom": "secret",
        Prefer: "return=representation",
        "If-Match": "*",
        "MSCRM.SuppressDuplicateDetection": "false",
        "x-ms-client-request-id": "1",
        "www-authenticate": "Bearer realm",
      }),
    ).toBe(
      "Prefer: return=representation; If-Match: *; MSCRM.SuppressDuplicateDetection: false; x-ms-client-request-id: 1",
    );
  });
});

describe("headers and a URL in a trace", () => {
  it("are all there, without the values of those that may be secret", () => {
    const headers = { "X-Custom": "a", "x-auth-token": "b", "X-API-Key": "c", Note: "Bearer abcdefgh.i" };
    expect(describeAllHeaders(headers)).toBe(
      "X-Custom: a; x-auth-token: (hidden); X-API-Key: (hidden); Note: Bearer (hidden)",
    );
    expect(describeUrl("accounts?$filter=a&$skiptoken=b&access_token=c")).toBe(
      "accounts?$filter=a&$skiptoken=b&access_token=(hidden)",
    );
  });
});

describe("a body in the log", () => {
  it.each([
    ['{"name":"Contoso"}', '{"name":"Contoso"}'],
    ['{"authvalue":"s3cret","name":"a"}', '{"authvalue":"(hidden)","name":"a"}'],
    ['{"AuthValue" : "s\\"3cret","name":"a"}', '{"AuthValue" : "(hidden)","name":"a"}'],
    ['{"access_token":"a","refresh_token":"b"}', '{"access_token":"(hidden)","refresh_token":"(hidden)"}'],
    ['{"clientSecret":"a","new_password":"b"}', '{"clientSecret":"(hidden)","new_password":"(hidden)"}'],
    ['{"password":42,"pin":1}', '{"password":"(hidden)","pin":1}'],
    ['{"password":null,"pin":1}', '{"password":"(hidden)","pin":1}'],
    ['{"password":"cut o', '{"password":"(hidden)"'],
    ['{"secrets":{"a":"b"},"name":"a"}', '{"secrets":"(hidden)"'],
    ['{"inner":"{\\"password\\":\\"x\\",\\"a\\":1}"}', '{"inner":"{\\"password\\":"(hidden)",\\"a\\":1}"}'],
    [
      "grant_type=client_credentials&client_secret=abc&scope=x",
      "grant_type=client_credentials&client_secret=(hidden)&scope=x",
    ],
    ["Authorization: Bearer abcdef.ghi", "Authorization: Bearer (hidden)"],
  ])("of %s is %s", (body, shown) => {
    expect(describeBody(body)).toBe(shown);
    expect(describeBody(Buffer.from(body))).toBe(shown);
  });

  it("is its size when it is longer than 10 KB or no text", () => {
    expect(describeBody("x".repeat(10_240))).toBe("x".repeat(10_240));
    expect(describeBody("x".repeat(10_241))).toBe("(10241 bytes)");
    expect(describeBody("ü".repeat(6_000))).toBe("(12000 bytes)");
    expect(describeBody(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0]))).toBe("(5 bytes)");
  });

  it("is nothing when there is none", () => {
    expect(describeBody(undefined)).toBeUndefined();
    expect(describeBody("")).toBeUndefined();
    expect(describeBody(new Uint8Array())).toBeUndefined();
  });

  it("never shows the value of a secret field, at any depth of JSON in JSON", () => {
    const name = fc.constantFrom(
      "authvalue",
      "Password",
      "client_secret",
      "clientsecret",
      "access_token",
      "mySecret1",
    );
    const value = fc.string().map((text) => `SECRET${text}SECRET`);
    const body = fc
      .tuple(name, value, fc.jsonValue())
      .map(([field, secret, other]) => ({ other, [field]: secret, last: 1 }));
    fc.assert(
      fc.property(body, (content) => {
        const flat = JSON.stringify(content);
        const nested = JSON.stringify({ body: flat });
        return [flat, nested, JSON.stringify({ nested })].every(
          (text) => !describeBody(text)?.includes("SECRET"),
        );
      }),
    );
  });
});
