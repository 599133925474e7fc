import { places } from "./places.ts";
import { companies, legalForms, trades } from "./vocabulary.ts";

const itemAt = (items: readonly string[], index: number): string => items[index % items.length] ?? "";

const cities = places.map(({ city }) => city);

/**
 * The unique name of company number `index`. The first ones bear a plain name ("Fourth Coffee"); the following ones add a
 * city, then a trade, then a legal form, and a number when the words run out.
 */
export const companyName = (index: number): string => {
  const company = itemAt(companies, index);
  const round = Math.floor(index / companies.length);
  if (round === 0) {
    return company;
  }
  const variant = round - 1;
  const tradeRound = Math.floor(variant / cities.length);
  const formRound = Math.floor(tradeRound / trades.length);
  const number = Math.floor(formRound / legalForms.length);
  const words = [company, itemAt(cities, variant), itemAt(trades, tradeRound), itemAt(legalForms, formRound)];
  return [...words, number === 0 ? "" : `${number + 1}`].filter((word) => word !== "").join(" ");
};

/** Letters an address may hold: without accents, in lower case. Apostrophes are legal, and a well-known trap. */
export const addressLetters = (text: string): string =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replaceAll("ł", "l")
    .replaceAll("ß", "ss")
    .replace(/[^a-z0-9']/gu, "");

const hostNames = companies.map((company) => addressLetters(company).replaceAll("'", "") || "company");

/** The domain of company number `index`: `fourthcoffee-2.example`, under a top-level domain nobody can own. */
export const companyDomain = (index: number): string => `${itemAt(hostNames, index)}-${index + 1}.example`;

/**
 * The account number of company number `index`: mostly "A-000001", and what real data holds besides. Some have none; some
 * have leading zeros, quotes, or characters Dataverse cannot take in a key in the URL ("A/17", "R&D-33").
 */
export const companyNumber = (index: number): string | undefined => {
  const number = index + 1;
  const odd = oddNumbers.find(({ every, at }) => number % every === at);
  return odd ? odd.write(number) : `A-${String(number).padStart(6, "0")}`;
};

const oddNumbers: readonly {
  readonly every: number;
  readonly at: number;
  readonly write: (number: number) => string | undefined;
}[] = [
  { every: 100, at: 7, write: (number) => `00${number}` },
  { every: 100, at: 17, write: (number) => `A/${number}` },
  { every: 100, at: 33, write: (number) => `R&D-${number}` },
  { every: 100, at: 42, write: () => undefined },
  { every: 100, at: 66, write: (number) => `O'B ${number}` },
  { every: 1000, at: 88, write: (number) => `${number}% Ö` },
];
