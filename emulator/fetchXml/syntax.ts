import type { XmlElement } from "./xml.ts";

/** `<attribute>`: a column to show, to group by or to aggregate. */
export interface ColumnSyntax {
  readonly name: string;
  readonly alias: string | undefined;
  readonly aggregate: string | undefined;
  readonly groupBy: boolean;
  readonly dateGrouping: string | undefined;
  readonly distinct: boolean;
  /** For messages that quote it. */
  readonly xml: XmlElement;
}

/** `<order>`. Aggregate queries order by the alias of a column, others by a column. */
export interface OrderSyntax {
  readonly column: string | undefined;
  readonly alias: string | undefined;
  /** Alias or table name of the link the column belongs to, instead of the element it stands in. */
  readonly link: string | undefined;
  readonly descending: boolean;
  readonly xml: XmlElement;
}

/** `<condition>`. */
export interface ConditionSyntax {
  readonly kind: "condition";
  readonly column: string;
  readonly operator: string;
  /** Alias or table name of the link the column belongs to. */
  readonly link: string | undefined;
  /** The `value` attribute, or the text of the `<value>` elements. */
  readonly values: readonly string[];
  readonly otherColumn: string | undefined;
}

export interface FilterSyntax {
  readonly kind: "filter";
  readonly type: "and" | "or";
  readonly parts: readonly (FilterSyntax | ConditionSyntax | LinkSyntax)[];
}

/** What `<entity>` and `<link-entity>` have in common. */
export interface TableSyntax {
  readonly table: string;
  readonly columns: readonly ColumnSyntax[];
  readonly allColumns: boolean;
  /** `<no-attrs>`: nothing but the primary id. */
  readonly noColumns: boolean;
  readonly orders: readonly OrderSyntax[];
  readonly filters: readonly FilterSyntax[];
  readonly links: readonly LinkSyntax[];
}

export interface LinkSyntax extends TableSyntax {
  readonly kind: "link";
  readonly type: string;
  /** Column of the linked table. */
  readonly from: string;
  /** Column of the table the link stands in. */
  readonly to: string;
  readonly alias: string | undefined;
}

/** `<fetch>`, read but not yet looked up in the schema. */
export interface FetchSyntax {
  readonly entity: TableSyntax;
  readonly aggregate: boolean;
  readonly aggregateLimit: number | undefined;
  readonly distinct: boolean;
  readonly top: number | undefined;
  readonly count: number | undefined;
  readonly page: number;
  readonly cookie: string | undefined;
  readonly returnTotalCount: boolean;
  /** Sort choices by their numbers instead of their labels. */
  readonly rawOrder: boolean;
}
