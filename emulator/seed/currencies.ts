import type { SeedRecord } from "./seedRecord.ts";
import { usDollarId } from "./wellKnown.ts";

export interface Currency {
  readonly id: string;
  readonly name: string;
  readonly isoCode: "USD" | "EUR" | "GBP";
  readonly symbol: string;
  /** Units of this currency for one unit of the base currency, the US dollar. */
  readonly exchangeRate: number;
}

export const currencies: Readonly<Record<Currency["isoCode"], Currency>> = {
  USD: { id: usDollarId, name: "US Dollar", isoCode: "USD", symbol: "$", exchangeRate: 1 },
  EUR: {
    id: "5e1b9f32-52b4-ef11-9fda-000d3a1b2c05",
    name: "Euro",
    isoCode: "EUR",
    symbol: "€",
    exchangeRate: 0.92,
  },
  GBP: {
    id: "6f2caa43-52b4-ef11-9fda-000d3a1b2c06",
    name: "Pound Sterling",
    isoCode: "GBP",
    symbol: "£",
    exchangeRate: 0.79,
  },
};

/** The currency of a row. */
export const currencyValues = (currency: Currency): SeedRecord["values"] => ({
  transactioncurrencyid: { table: "transactioncurrency", id: currency.id },
  exchangerate: currency.exchangeRate,
});

/** The base column of an amount: Dataverse divides by the exchange rate and keeps four decimals. */
export const inBase = (currency: Currency, amount: number | null): number | null =>
  amount === null ? null : Math.round((amount / currency.exchangeRate) * 10_000) / 10_000;
