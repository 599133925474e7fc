/** A place an account may sit in, with everything an address needs. */
export interface Place {
  readonly city: string;
  readonly stateOrProvince?: string;
  readonly country: string;
  readonly postalCode: string;
  readonly dialCode: string;
  readonly latitude: number;
  readonly longitude: number;
  /** ISO code of the currency used there, one of the seed's three. */
  readonly currency: "USD" | "EUR" | "GBP";
}

const unitedStates = (city: string, place: Omit<Place, "city" | "country" | "currency">): Place => ({
  city,
  country: "United States",
  currency: "USD",
  ...place,
});

const euroArea = (city: string, place: Omit<Place, "city" | "currency">): Place => ({
  city,
  currency: "EUR",
  ...place,
});

const unitedKingdom = (city: string, place: Omit<Place, "city" | "country" | "currency">): Place => ({
  city,
  country: "United Kingdom",
  currency: "GBP",
  ...place,
});

/** Postal codes with letters, spaces and leading zeros included. */
export const places: readonly Place[] = [
  unitedStates("Redmond", {
    stateOrProvince: "WA",
    postalCode: "98052",
    dialCode: "+1 425",
    latitude: 47.67399,
    longitude: -122.12151,
  }),
  unitedStates("Boston", {
    stateOrProvince: "MA",
    postalCode: "02110",
    dialCode: "+1 617",
    latitude: 42.35843,
    longitude: -71.05977,
  }),
  unitedStates("Phoenix", {
    stateOrProvince: "AZ",
    postalCode: "85003",
    dialCode: "+1 602",
    latitude: 33.44838,
    longitude: -112.07404,
  }),
  unitedStates("Newark", {
    stateOrProvince: "NJ",
    postalCode: "07102",
    dialCode: "+1 973",
    latitude: 40.73566,
    longitude: -74.17237,
  }),
  unitedStates("Lynnwood", {
    stateOrProvince: "WA",
    postalCode: "98036",
    dialCode: "+1 425",
    latitude: 47.82093,
    longitude: -122.31513,
  }),
  euroArea("München", {
    country: "Germany",
    stateOrProvince: "Bayern",
    postalCode: "80331",
    dialCode: "+49 89",
    latitude: 48.13743,
    longitude: 11.57549,
  }),
  euroArea("Leipzig", {
    country: "Germany",
    stateOrProvince: "Sachsen",
    postalCode: "04109",
    dialCode: "+49 341",
    latitude: 51.33962,
    longitude: 12.37129,
  }),
  euroArea("Orléans", {
    country: "France",
    postalCode: "45000",
    dialCode: "+33 2",
    latitude: 47.90289,
    longitude: 1.90389,
  }),
  euroArea("A Coruña", {
    country: "Spain",
    stateOrProvince: "Galicia",
    postalCode: "15001",
    dialCode: "+34 981",
    latitude: 43.37135,
    longitude: -8.396,
  }),
  euroArea("Dublin", {
    country: "Ireland",
    postalCode: "D02 R590",
    dialCode: "+353 1",
    latitude: 53.33306,
    longitude: -6.24889,
  }),
  unitedKingdom("London", {
    postalCode: "W1A 1HQ",
    dialCode: "+44 20",
    latitude: 51.50853,
    longitude: -0.12574,
  }),
  unitedKingdom("Kingston upon Hull", {
    stateOrProvince: "East Yorkshire",
    postalCode: "HU1 2AA",
    dialCode: "+44 1482",
    latitude: 53.7446,
    longitude: -0.33525,
  }),
];
