import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bindFetch } from "../../../emulator/fetchXml/bindQuery.ts";
import { readFetch } from "../../../emulator/fetchXml/readFetch.ts";
import { escapeXml } from "../../../emulator/fetchXml/xml.ts";
import { bindFilter } from "../../../emulator/odata/filterBinding.ts";
import { readPage } from "../../../emulator/query/execute.ts";
import { joinedRows } from "../../../emulator/query/joinedRows.ts";
import type { Condition } from "../../../emulator/query/model.ts";
import { tableNamed } from "../../../emulator/schema/schema.ts";
import { applicationUserId, rootBusinessUnitId } from "../../../emulator/seed/wellKnown.ts";
import { seededAt, seededStore } from "../support/seededStore.ts";

const store = seededStore(60);
const { schema } = store;
const circumstances = { now: seededAt, userId: applicationUserId, businessUnitId: rootBusinessUnitId };

/** One condition in both languages. */
interface Spelled {
  readonly odata: string;
  readonly xml: string;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const condition = (column: string, operator: string, value?: string): string =>
  `<condition attribute="${column}" operator="${operator}"${value === undefined ? "" : ` value="${escapeXml(value)}"`} />`;

const samples = (table: string, column: string): readonly string[] => {
  const rows = store.table(table);
  const read = rows.values(column);
  return [...new Set(rows.order.sorted().map((slot) => read(slot)))]
    .filter((value) => value !== null)
    .map(String);
};

const comparison = fc.constantFrom("eq", "ne", "gt", "ge", "lt", "le");

const textCondition = (table: string, column: string): fc.Arbitrary<Spelled> => {
  const text = fc.oneof(
    fc.constantFrom(...samples(table, column)),
    fc.constantFrom("a", "%o_t", "[a-d]", "O'Brien & <Sons>", ""),
  );
  return fc.oneof(
    fc.tuple(comparison, text).map(([operator, value]) => ({
      odata: `${column} ${operator} ${quoted(value)}`,
      xml: condition(column, operator, value),
    })),
    fc
      .tuple(
        fc.constantFrom(
          ["startswith", "begins-with", ""],
          ["endswith", "ends-with", ""],
          ["contains", "like", "%"],
        ),
        text.filter((value) => value !== ""),
      )
      .map(([[call, operator, around], value]) => ({
        odata: `${call}(${column},${quoted(value)})`,
        xml: condition(column, String(operator), `${around}${value}${around}`),
      })),
  );
};

const numberCondition = (table: string, column: string): fc.Arbitrary<Spelled> =>
  fc
    .tuple(
      comparison,
      fc.oneof(fc.constantFrom(...samples(table, column)), fc.integer({ min: -5, max: 500 }).map(String)),
    )
    .map(([operator, value]) => ({
      odata: `${column} ${operator} ${value}`,
      xml: condition(column, operator, value),
    }));

const dateCondition = (column: string): fc.Arbitrary<Spelled> =>
  fc
    .tuple(comparison, fc.integer({ min: 0, max: 1200 }))
    .map(([operator, days]) => new Date(seededAt - days * 86_400_000).toISOString().concat(operator))
    .map((text) => ({
      odata: `${column} ${text.slice(24)} ${text.slice(0, 24)}`,
      xml: condition(column, text.slice(24), text.slice(0, 24)),
    }));

const relativeDate = (column: string): fc.Arbitrary<Spelled> =>
  fc.oneof(
    fc
      .constantFrom(["LastMonth", "last-month"], ["ThisYear", "this-year"], ["LastWeek", "last-week"])
      .map(([call, operator]) => ({
        odata: `Microsoft.Dynamics.CRM.${call}(PropertyName='${column}')`,
        xml: condition(column, String(operator)),
      })),
    fc
      .tuple(fc.constantFrom("Days", "Weeks", "Months"), fc.integer({ min: 1, max: 60 }))
      .map(([unit, amount]) => ({
        odata: `Microsoft.Dynamics.CRM.LastX${unit}(PropertyName='${column}',PropertyValue=${amount})`,
        xml: condition(column, `last-x-${unit.toLowerCase()}`, String(amount)),
      })),
  );

const nullCondition = (columns: readonly (readonly [string, string])[]): fc.Arbitrary<Spelled> =>
  fc.tuple(fc.constantFrom(...columns), fc.boolean()).map(([[column, property], isNull]) => ({
    odata: `${property} ${isNull ? "eq" : "ne"} null`,
    xml: condition(column, isNull ? "null" : "not-null"),
  }));

const inCondition = (table: string, column: string): fc.Arbitrary<Spelled> =>
  fc
    .tuple(fc.boolean(), fc.array(fc.constantFrom(...samples(table, column)), { minLength: 1, maxLength: 4 }))
    .map(([negated, values]) => ({
      odata: `Microsoft.Dynamics.CRM.${negated ? "NotIn" : "In"}(PropertyName='${column}',PropertyValues=[${values.map((value) => `"${value}"`).join(",")}])`,
      xml: `<condition attribute="${column}" operator="${negated ? "not-in" : "in"}">${values.map((value) => `<value>${value}</value>`).join("")}</condition>`,
    }));

const children = (inner: fc.Arbitrary<Spelled>): fc.Arbitrary<Spelled> =>
  fc.tuple(inner, fc.boolean()).map(([{ odata, xml }, negated]) => {
    const inside = odata.replace(/^(\w+)\(/, "$1(c/").replace(/^(?!\w+\()/, "c/");
    return {
      odata: `${negated ? "not " : ""}contact_customer_accounts/any(c:${inside})`,
      xml: `<link-entity name="contact" from="parentcustomerid" to="accountid" link-type="${negated ? "not any" : "any"}"><filter>${xml}</filter></link-entity>`,
    };
  });

const combined = (leaf: fc.Arbitrary<Spelled>): fc.Arbitrary<Spelled> =>
  fc.letrec<{ tree: Spelled }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.tuple(fc.constantFrom("and", "or"), tie("tree"), tie("tree")).map(([type, left, right]) => ({
        odata: `(${left.odata} ${type} ${right.odata})`,
        xml: `<filter type="${type}">${left.xml}${right.xml}</filter>`,
      })),
    ),
  })).tree;

const rowsOf = (table: string, where: Condition | undefined): readonly number[] =>
  readPage(store, { table, where, order: [], limit: 10_000 }).slots;

const fetchOf = (table: string, xml: string) =>
  bindFetch(
    schema,
    circumstances,
    readFetch(`<fetch><entity name="${table}"><filter>${xml}</filter></entity></fetch>`),
  );

const checkAgreement = (table: string, leaf: fc.Arbitrary<Spelled>): void =>
  fc.assert(
    fc.property(combined(leaf), ({ odata, xml }) => {
      const scope = { schema, table: tableNamed(schema, table), aliases: new Map(), circumstances };
      const expected = rowsOf(table, bindFilter(scope, odata));
      expect(rowsOf(table, fetchOf(table, xml).where)).toEqual(expected);
    }),
    { numRuns: 300 },
  );

describe("the same filter in OData and in FetchXML", () => {
  it("keeps the same accounts", () => {
    checkAgreement(
      "account",
      fc.oneof(
        textCondition("account", "name"),
        textCondition("account", "address1_city"),
        numberCondition("account", "revenue"),
        numberCondition("account", "industrycode"),
        dateCondition("createdon"),
        relativeDate("modifiedon"),
        inCondition("account", "statecode"),
        nullCondition([
          ["websiteurl", "websiteurl"],
          ["primarycontactid", "_primarycontactid_value"],
          ["revenue", "revenue"],
        ]),
        children(textCondition("contact", "lastname")),
      ),
    );
  });

  it("keeps the same contacts", () => {
    checkAgreement(
      "contact",
      fc.oneof(
        textCondition("contact", "fullname"),
        textCondition("contact", "jobtitle"),
        dateCondition("createdon"),
        inCondition("contact", "gendercode"),
        nullCondition([
          ["parentcustomerid", "_parentcustomerid_value"],
          ["telephone1", "telephone1"],
        ]),
      ),
    );
  });
});

describe("joins", () => {
  it("agree with lookup paths of OData", () => {
    const scope = { schema, table: tableNamed(schema, "account"), aliases: new Map(), circumstances };
    fc.assert(
      fc.property(textCondition("contact", "lastname"), ({ odata, xml }) => {
        const path = odata.replace("lastname", "primarycontactid/lastname");
        const { joins } = bindFetch(
          schema,
          circumstances,
          readFetch(
            `<fetch><entity name="account"><link-entity name="contact" from="contactid" to="primarycontactid"><filter>${xml}</filter></link-entity></entity></fetch>`,
          ),
        );
        const hasContact: Condition = {
          kind: "compareValue",
          operator: "ne",
          path: { hops: [], table: "account", column: "primarycontactid" },
          value: null,
        };
        const where: Condition = { kind: "and", conditions: [hasContact, bindFilter(scope, path)] };
        const found = [...joinedRows(store, { table: "account", joins })].map(([slot]) => slot);
        expect(found).toEqual(rowsOf("account", where));
      }),
    );
  });

  it("go through an intersect table", () => {
    const { joins } = bindFetch(
      schema,
      circumstances,
      readFetch(
        `<fetch><entity name="systemuser"><link-entity name="teammembership" from="systemuserid" to="systemuserid" intersect="true">
           <link-entity name="team" from="teamid" to="teamid" alias="team" /></link-entity></entity></fetch>`,
      ),
    );
    const [users, teams, memberships] = ["systemuser", "team", "teammembership"].map(store.table);
    const pairs = memberships?.order
      .sorted()
      .map((slot) => [memberships.values("systemuserid")(slot), memberships.values("teamid")(slot)].join());
    const found = [...joinedRows(store, { table: "systemuser", joins })].map(([user, , team]) =>
      [users?.idOf(user ?? -1), teams?.idOf(team ?? -1)].join(),
    );
    expect(found.length).toBeGreaterThan(0);
    expect([...found].sort()).toEqual([...(pairs ?? [])].sort());
  });
});
