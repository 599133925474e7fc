import { choice, defaultValueOnly, float, memo, numbered, text } from "../../columns.ts";
import type { Choice, ColumnDefinition } from "../../model.ts";

/** The choice columns of an address: only the first address of accounts and contacts has values worth choosing. */
export interface AddressChoices {
  readonly types: readonly Choice[];
  readonly shippingMethods: readonly Choice[];
  /** Leads have no freight terms. */
  readonly freightTerms?: readonly Choice[];
}

export const customerAddressChoices: AddressChoices = {
  types: numbered(1, "Bill To", "Ship To", "Primary", "Other"),
  shippingMethods: numbered(1, "Airborne", "DHL", "FedEx", "UPS", "Postal Mail", "Full Load", "Will Call"),
  freightTerms: numbered(1, "FOB", "No Charge"),
};

export const plainAddressChoices: AddressChoices = {
  types: defaultValueOnly,
  shippingMethods: defaultValueOnly,
};

/** A choice column with the single value "Default Value" starts with it; one with real values starts empty. */
const addressChoice = (schemaName: string, label: string, values: readonly Choice[]): ColumnDefinition =>
  choice(schemaName, label, {
    choices: values,
    ...(values === defaultValueOnly && { defaultValue: 1 }),
  });

/** One of the numbered addresses of a row: `address1_city`, `address1_postalcode` and the rest. */
export const addressColumns = (number: 1 | 2, values: AddressChoices): readonly ColumnDefinition[] => {
  const schemaName = (part: string): string => `Address${number}_${part}`;
  const label = (part: string): string => `Address ${number}: ${part}`;
  const part = (name: string, title: string, maxLength: number): ColumnDefinition =>
    text(schemaName(name), label(title), { maxLength });
  return [
    addressChoice(schemaName("AddressTypeCode"), label("Address Type"), values.types),
    part("City", "City", 80),
    memo(schemaName("Composite"), `Address ${number}`, { maxLength: 1000, writable: "never" }),
    part("Country", "Country/Region", 80),
    part("County", "County", 50),
    part("Fax", "Fax", 50),
    ...(values.freightTerms
      ? [addressChoice(schemaName("FreightTermsCode"), label("Freight Terms"), values.freightTerms)]
      : []),
    float(schemaName("Latitude"), label("Latitude"), { minValue: -90, maxValue: 90, precision: 5 }),
    part("Line1", "Street 1", 250),
    part("Line2", "Street 2", 250),
    part("Line3", "Street 3", 250),
    float(schemaName("Longitude"), label("Longitude"), { minValue: -180, maxValue: 180, precision: 5 }),
    part("Name", "Name", values.freightTerms ? 200 : 100),
    part("PostalCode", "ZIP/Postal Code", 20),
    part("PostOfficeBox", "Post Office Box", 20),
    addressChoice(schemaName("ShippingMethodCode"), label("Shipping Method"), values.shippingMethods),
    part("StateOrProvince", "State/Province", 50),
    part("Telephone1", "Telephone 1", 50),
  ];
};
