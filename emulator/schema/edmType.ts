import type { ColumnDefinition, ColumnType } from "./model.ts";

/** The OData type a column has on the wire. */
export type EdmType =
  | "Edm.String"
  | "Edm.Int32"
  | "Edm.Int64"
  | "Edm.Decimal"
  | "Edm.Double"
  | "Edm.Boolean"
  | "Edm.DateTimeOffset"
  | "Edm.Date"
  | "Edm.Guid"
  | "Edm.Binary";

const edmTypes: Readonly<Record<Exclude<ColumnType, "DateTime">, EdmType>> = {
  String: "Edm.String",
  Memo: "Edm.String",
  EntityName: "Edm.String",
  MultiSelectPicklist: "Edm.String",
  Integer: "Edm.Int32",
  Picklist: "Edm.Int32",
  State: "Edm.Int32",
  Status: "Edm.Int32",
  BigInt: "Edm.Int64",
  Decimal: "Edm.Decimal",
  Money: "Edm.Decimal",
  Double: "Edm.Double",
  Boolean: "Edm.Boolean",
  Lookup: "Edm.Guid",
  Customer: "Edm.Guid",
  Owner: "Edm.Guid",
  Uniqueidentifier: "Edm.Guid",
  File: "Edm.Guid",
  Image: "Edm.Binary",
};

export const edmTypeOf = ({ type, dateFormat }: ColumnDefinition): EdmType => {
  if (type !== "DateTime") {
    return edmTypes[type];
  }
  return dateFormat === "DateOnly" ? "Edm.Date" : "Edm.DateTimeOffset";
};
