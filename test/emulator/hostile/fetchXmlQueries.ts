import fc from "fast-check";
import { columnPath, literal } from "./odataQueries.ts";
import { phrase } from "./vocabulary.ts";

const attributes = (...list: readonly string[]) =>
  fc.subarray([...list]).map((chosen) => chosen.map((text) => ` ${text}`).join(""));
/** FetchXML that is well-formed and rarely right. */
export const { xml } = fc.letrec<{ xml: string; element: string; condition: string }>((tie) => ({
  condition: fc
    .tuple(
      columnPath,
      fc.constantFrom(
        "eq",
        "like",
        "in",
        "null",
        "between",
        "last-x-days",
        "eq-userid",
        "under",
        "contain-values",
        "zz",
      ),
      fc.oneof(literal, phrase),
      fc.boolean(),
    )
    .map(([name, operator, value, inner]) => {
      const text = value.replace(/[&<"']/g, "");
      return inner
        ? `<condition attribute="${name}" operator="${operator}"><value>${text}</value><value>2</value></condition>`
        : `<condition attribute="${name}" operator="${operator}" value="${text}"/>`;
    }),
  element: fc.oneof(
    { maxDepth: 3 },
    tie("condition").map((inner) => `<filter type="or">${inner}</filter>`),
    fc
      .tuple(
        columnPath,
        attributes(
          "alias='a'",
          "aggregate='sum'",
          "groupby='true'",
          "dategrouping='year'",
          "distinct='true'",
        ),
      )
      .map(([name, more]) => `<attribute name="${name}"${more}/>`),
    fc
      .tuple(columnPath, attributes("descending='true'", "alias='a'"))
      .map(([name, more]) => `<order attribute="${name}"${more}/>`),
    fc
      .tuple(
        fc.constantFrom("contact", "account", "task", "listmember", "nothing"),
        fc.constantFrom("contactid", "parentcustomerid", "accountid", "regardingobjectid", "zz"),
        attributes(
          "link-type='outer'",
          "link-type='exists'",
          "alias='l'",
          "intersect='true'",
          "link-type='in'",
        ),
        fc.array(tie("element"), { maxLength: 2 }),
      )
      .map(
        ([name, from, more, inner]) =>
          `<link-entity name="${name}" from="${from}" to="accountid"${more}>${inner.join("")}</link-entity>`,
      ),
    fc.constant("<all-attributes/>"),
  ),
  xml: fc
    .tuple(
      attributes(
        "aggregate='true'",
        "distinct='true'",
        "count='2'",
        "page='2'",
        "top='3'",
        "returntotalrecordcount='true'",
        "page='-1'",
      ),
      fc.constantFrom("account", "contact", "nothing"),
      fc.array(tie("element"), { maxLength: 4 }),
    )
    .map(([more, name, inner]) => `<fetch${more}><entity name="${name}">${inner.join("")}</entity></fetch>`),
}));
