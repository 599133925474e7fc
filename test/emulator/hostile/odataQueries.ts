import fc from "fast-check";
import { nobody } from "../support/dataverseClient.ts";
import { phrase } from "./vocabulary.ts";

/** Paths to columns of accounts, and to some that are none. */
export const columnPath = fc.constantFrom(
  ...[
    "name",
    "revenue",
    "createdon",
    "statuscode",
    "accountid",
    "_ownerid_value",
    "donotemail",
    "versionnumber",
  ],
  ...[
    "primarycontactid/fullname",
    "primarycontactid",
    "parentaccountid/primarycontactid/contactid",
    "ownerid/name",
  ],
  ...[
    "address1_latitude",
    "numberofemployees",
    "entityimage",
    "_parentaccountid_value",
    "new_skills",
    "nothing",
  ],
);
export const literal = fc.oneof(
  fc.constantFrom(
    ...[
      "'x'",
      "'%[a-'",
      "5",
      "-1.5",
      "1e400",
      "true",
      "null",
      nobody,
      "2026-01-31",
      "2026-01-31T12:00:00Z",
      "@p1",
    ],
    ...["'2026-02-30'", "duration'P1D'", "9007199254740993", "name", "''", "INF", "NaN", "0x1"],
  ),
  fc.string({ unit: "grapheme" }).map((text) => `'${text.replaceAll("'", "''")}'`),
);
const functionName = fc.constantFrom(
  ...["Between", "In", "NotIn", "LastXDays", "Today", "EqualUserId", "ContainValues", "Above", "OnOrAfter"],
  ...["InFiscalYear", "Under", "NextXWeeks", "NotBetween", "ThisMonth", "OlderThanXYears", "Nonsense"],
);
const comparison = fc.oneof(
  fc
    .tuple(columnPath, fc.constantFrom("eq", "ne", "gt", "ge", "lt", "le", "has", "in", "add"), literal)
    .map((parts) => parts.join(" ")),
  fc
    .tuple(
      fc.constantFrom("contains", "startswith", "endswith", "length", "year", "tolower"),
      columnPath,
      literal,
    )
    .map(([name, column, value]) => `${name}(${column},${value})`),
  fc
    .tuple(functionName, columnPath, fc.array(literal, { maxLength: 3 }), fc.nat(4))
    .map(
      ([name, column, values, form]) =>
        `Microsoft.Dynamics.CRM.${name}(PropertyName='${column}'${["", `,PropertyValue=${values[0] ?? 3}`, `,PropertyValues=${JSON.stringify(values)}`, ",PropertyValue='-4'", `,PropertyValue1=${values[0] ?? 1},PropertyValue2=2`][form]})`,
    ),
);
const { filter } = fc.letrec<{ filter: string; leaf: string; node: string }>((tie) => ({
  leaf: comparison,
  node: fc.oneof(
    fc.tuple(tie("filter"), fc.constantFrom("and", "or"), tie("filter")).map((parts) => parts.join(" ")),
    tie("filter").map((inner) => `not (${inner})`),
    tie("filter").map((inner) => `(${inner})`),
    fc
      .tuple(
        fc.constantFrom("contact_customer_accounts", "Account_Tasks", "listaccount_association", "name"),
        fc.constantFrom("any", "all"),
        tie("filter"),
      )
      .map(
        ([name, word, inner]) =>
          `${name}/${word}(o:${inner.replace(/\b(name|revenue|createdon)\b/g, "o/$1")})`,
      ),
  ),
  filter: fc.oneof({ maxDepth: 3 }, tie("leaf"), tie("node")),
}));

const names = fc.array(columnPath, { maxLength: 3 }).map((list) => list.join(","));
const expand = fc
  .tuple(
    fc.constantFrom(
      "primarycontactid",
      "contact_customer_accounts",
      "Account_Tasks",
      "ownerid",
      "listaccount_association",
    ),
    fc.array(
      fc.oneof(
        fc.constantFrom(
          "$select=createdon",
          "$top=1",
          "$orderby=createdon desc",
          "$count=true",
          "$levels=2",
          "$expand=createdby",
        ),
        filter.map((text) => `$filter=${text}`),
        phrase,
      ),
      { maxLength: 3 },
    ),
  )
  .map(([name, inner]) => (inner.length === 0 ? name : `${name}(${inner.join(";")})`));
const apply = fc
  .tuple(
    fc.constantFrom("", "filter(revenue gt 1)/", "filter(contains(name,'a'))/"),
    fc.constantFrom("groupby((", "aggregate(", "groupby((statuscode),aggregate(", "filter("),
    columnPath,
    fc.constantFrom(" with sum as s", " with average as a", " with countdistinct as c", "", "$count as c"),
    fc.constantFrom(")", "))", "),aggregate($count as n))", ""),
  )
  .map((parts) => parts.join(""));

const queryOption = fc.oneof(
  fc.tuple(fc.constant("$filter"), filter),
  fc.tuple(fc.constant("$select"), names),
  fc.tuple(
    fc.constant("$orderby"),
    names.map((text) => `${text} desc`),
  ),
  fc.tuple(
    fc.constant("$expand"),
    fc.array(expand, { minLength: 1, maxLength: 2 }).map((list) => list.join(",")),
  ),
  fc.tuple(fc.constant("$apply"), apply),
  fc.tuple(fc.constantFrom("$top", "$count", "@p1", "$skiptoken", "$deltatoken"), fc.oneof(literal, phrase)),
);

/** Query options of accounts, each at most once. */
export const queryOptions = fc.uniqueArray(queryOption, { selector: ([name]) => name, maxLength: 3 });
