import type { EdmType } from "../schema/edmType.ts";
import type { Column } from "../schema/schema.ts";
import type { Value } from "../store/columnStore.ts";
import type { Literal } from "./literal.ts";

const accepted: Readonly<Record<EdmType, readonly Literal["kind"][]>> = {
  "Edm.String": ["string"],
  "Edm.Int32": ["number"],
  "Edm.Int64": ["number"],
  "Edm.Decimal": ["number"],
  "Edm.Double": ["number"],
  "Edm.Boolean": ["boolean"],
  "Edm.DateTimeOffset": ["dateTime", "date"],
  "Edm.Date": ["date", "dateTime"],
  "Edm.Guid": ["guid"],
  "Edm.Binary": [],
};

/** Whether a column can be compared with a literal without a cast, by the OData promotion rules. */
export const literalFits = ({ edmType }: Column, literal: Literal): boolean =>
  literal.kind === "null" || accepted[edmType].includes(literal.kind);

/** The value the store compares with. */
export const literalValue = (literal: Literal): Value => (literal.kind === "null" ? null : literal.value);
