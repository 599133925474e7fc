import { describe, expect, it } from "vitest";
import { parseFetchXml } from "../../../src/client/fetchXml/fetchQuery.ts";

const entity = '<entity name="account"><attribute name="name" /></entity>';

describe("FetchXML", () => {
  it("is kept byte for byte, without what stands around it", () => {
    const xml = `<fetch  mapping='logical'\n version="1.0">\r\n ${entity}<!-- in --></fetch >`;
    const query = parseFetchXml(`\ufeff \n<?xml version="1.0"?><!-- before -->${xml}\n<!-- behind -->`);
    expect(query).toEqual({
      xml,
      tagLength: `<fetch  mapping='logical'\n version="1.0">`.length,
      entity: "account",
      top: undefined,
      count: undefined,
      page: undefined,
      cookie: undefined,
      returnsTotal: false,
    });
  });

  it("says what paging has to know", () => {
    const cookie = "&lt;cookie page=&quot;2&quot; /&gt;";
    expect(
      parseFetchXml(
        `<fetch top="7" count=' 50 ' page="3" paging-cookie='${cookie}' returntotalrecordcount="True">${entity}</fetch>`,
      ),
    ).toMatchObject({ top: 7, count: 50, page: 3, cookie: '<cookie page="2" />', returnsTotal: true });
    expect(
      parseFetchXml(`<fetch top="" page=" " paging-cookie="" returntotalrecordcount="0">${entity}</fetch>`),
    ).toMatchObject({ top: undefined, page: undefined, cookie: undefined, returnsTotal: false });
  });

  it.each([
    [
      "<fetch>\n <entity name='a & b'/></fetch>",
      "is not well-formed XML at line 2, column 18: an & that begins no escape must be written as &amp;.",
    ],
    [
      "select name from account",
      'must be FetchXML, which starts with <fetch>, but it starts with "select name from account".',
    ],
    ["%3Cfetch%3E", 'must be FetchXML, which starts with <fetch>, but it starts with "%3Cfetch%3E".'],
    [
      `<Fetch>${entity}</Fetch>`,
      "must be a <fetch> element, but it is a <Fetch>. Copy the query as Advanced Find or a FetchXML tool shows it.",
    ],
    ["<fetch/>", "must have one <entity> directly inside of <fetch>, but it has none."],
    [`<fetch>${entity}${entity}</fetch>`, "must have one <entity> directly inside of <fetch>, but it has 2."],
    [
      "<fetch><filter><entity name='a'/></filter></fetch>",
      "must have one <entity> directly inside of <fetch>, but it has none.",
    ],
    [
      "<fetch><entity name=' '/></fetch>",
      'has an <entity> without a name. Write the logical name of the table, such as <entity name="account">.',
    ],
    [
      "<fetch><entity name='my account'/></fetch>",
      'has an <entity> named "my account", which cannot be the name of a table. Write its logical name, such as account.',
    ],
    [
      `<!DOCTYPE fetch><fetch>${entity}</fetch>`,
      "has a <!DOCTYPE>, which Dataverse does not accept. Remove it.",
    ],
    [`<fetch page="0">${entity}</fetch>`, 'has page="0", which must be a whole number from 1.'],
    [`<fetch top="12abc">${entity}</fetch>`, 'has top="12abc", which must be a whole number from 1.'],
    [`<fetch count="-5">${entity}</fetch>`, 'has count="-5", which must be a whole number from 1.'],
    [
      `<fetch>${entity}${" ".repeat(65_536)}</fetch>`,
      "is 65608 characters long, but Dataverse takes at most 65536. Split a long list of values over several queries.",
    ],
  ])("is refused with a sentence (%#)", (text, problem) => {
    expect(() => parseFetchXml(text)).toThrow(expect.objectContaining({ message: `XML Query ${problem}` }));
  });
});
