import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { queryString } from "../../../src/client/odata/query.ts";

const id = "475b158c-541c-e511-80d3-3863bb347ba8";

describe("a query string", () => {
  it("is empty when nothing is asked for", () => {
    expect(queryString({})).toBe("");
    expect(
      queryString({ select: ["", "  "], filter: " ", orderBy: [""], expand: [], includeCount: false }),
    ).toBe("");
  });

  it("holds the options in one order, readable where that is safe", () => {
    expect(
      queryString({
        includeCount: true,
        expand: ["primarycontactid($select=fullname,jobtitle;$filter=fullname eq 'A,B')", "ownerid"],
        orderBy: ["createdon desc", "primarycontactid/fullname"],
        filter: "contains(name,'Fourth') and revenue gt 5000",
        select: ["name", " revenue "],
      }),
    ).toBe(
      "?$select=name,revenue" +
        "&$filter=contains(name,'Fourth')%20and%20revenue%20gt%205000" +
        "&$orderby=createdon%20desc,primarycontactid/fullname" +
        "&$expand=primarycontactid($select=fullname,jobtitle;$filter=fullname%20eq%20'A%2CB'),ownerid" +
        "&$count=true",
    );
  });

  it("encodes what would end or change the option inside of quotes", () => {
    expect(queryString({ filter: "name eq 'A&B+C#D=E;F/G?H%I $ O''Brien'" })).toBe(
      "?$filter=name%20eq%20'A%26B%2BC%23D%3DE%3BF%2FG%3FH%25I%20%24%20O''Brien'",
    );
  });

  it("takes several names from one entry", () => {
    expect(queryString({ select: ["name, revenue", "accountnumber"], expand: ["a($select=x,y),b"] })).toBe(
      "?$select=name,revenue,accountnumber&$expand=a($select=x,y),b",
    );
  });

  it("drops the name of an option that was pasted with it", () => {
    expect(
      queryString({
        select: ["$select=name"],
        filter: "?$filter=statecode eq 0",
        orderBy: ["$orderby=name DESC"],
        expand: ["$expand=ownerid"],
      }),
    ).toBe("?$select=name&$filter=statecode%20eq%200&$orderby=name%20desc&$expand=ownerid");
  });

  it("takes braces off a GUID outside of quotes and leaves quoted text alone", () => {
    expect(
      queryString({ filter: `_ownerid_value eq {${id}} and name eq 'O''{${id}}' and x eq {${id}}` }),
    ).toBe(
      `?$filter=_ownerid_value%20eq%20${id}%20and%20name%20eq%20'O''%7B${id}%7D'%20and%20x%20eq%20${id}`,
    );
  });
});

describe("an expression that no query can hold", () => {
  it.each([
    [{ select: ["name)"] }, 'Field Name "name)" is not the name of a column.'],
    [{ select: ["a b"] }, 'Field Name "a b" is not the name of a column.'],
    [{ select: ["../x"] }, 'Field Name "../x" is not the name of a column.'],
    [{ orderBy: ["name down"] }, 'Order By Field Name "name down" cannot be ordered by.'],
    [{ orderBy: ["a//b"] }, 'Order By Field Name "a//b" cannot be ordered by.'],
    [{ expand: ["a(b"] }, 'Expand Property Name "a(b" cannot be expanded.'],
    [{ expand: ["&$top=1"] }, 'Expand Property Name "&$top=1" cannot be expanded.'],
    [{ filter: "a eq 1&$top=5" }, "Filter Expression holds an & outside of quotes."],
  ])("%j is refused by the name of its input", (query, start) => {
    expect(() => queryString(query)).toThrow(start);
  });
});

describe("any filter", () => {
  const quotedText = fc.string({ unit: "binary" }).map((value) => `'${value.replaceAll("'", "''")}'`);

  it("arrives as it was written, in one option", () => {
    fc.assert(
      fc.property(quotedText, quotedText, (one, other) => {
        const filter = `contains(name,${one}) or (a/b eq ${other} and c eq 1.5)`;
        const query = queryString({ filter });
        expect(query).toMatch(/^\?\$filter=[^&#+?\s]*$/);
        expect(decodeURIComponent(query)).toBe(`?$filter=${filter}`);
      }),
    );
  });
});
