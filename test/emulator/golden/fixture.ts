import { expect } from "vitest";
import type { Client } from "../support/dataverseClient.ts";

export interface Call {
  readonly method: string;
  /** Below the service root of version 9.2, or a path from the host for another version. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface ExpectedAnswer {
  readonly status: number;
  /** Text the header has, a pattern it matches, or null for a header that is not there. */
  readonly headers?: Readonly<Record<string, string | RegExp | null>>;
  /** Objects have these members in this order and no others; matchers stand for values that vary. Undefined: no body. */
  readonly body?: unknown;
  /** In place of `body`: the text exactly as it came, with its byte order mark. */
  readonly bytes?: string;
}

/** What has to be there before the request: names and the ids or paths they stand for. */
export type Given = Readonly<Record<string, string>>;

/** One exchange between a client and Dataverse in a form that Microsoft's pages show. */
export interface Fixture {
  readonly name: string;
  readonly given?: (client: Client) => Promise<Given>;
  readonly request: (given: Given) => Call;
  readonly answer: (given: Given, root: string) => ExpectedAnswer;
}

/** A name that was given; a missing one is a mistake in the fixture. */
export const named = (given: Given, name: string): string => {
  const text = given[name];
  if (text === undefined) throw new Error(`The fixture was not given '${name}'.`);
  return text;
};

const isPlain = (value: unknown): value is object =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Compares like `toEqual`, and the order of members besides. */
export const expectShape = (actual: unknown, expected: unknown): void => {
  if (Array.isArray(expected)) {
    expect(Array.isArray(actual) ? actual.length : actual).toBe(expected.length);
    expected.forEach((item, index) => {
      expectShape(Array.isArray(actual) ? actual[index] : undefined, item);
    });
  } else if (isPlain(expected)) {
    expect(Object.keys(Object(actual))).toEqual(Object.keys(expected));
    const members = new Map(Object.entries(Object(actual)));
    for (const [name, value] of Object.entries(expected)) {
      expectShape(members.get(name), value);
    }
  } else {
    expect(actual).toEqual(expected);
  }
};

export const guid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
export const etag = expect.stringMatching(/^W\/"\d+"$/);
export const anyText = expect.any(String);
export const anyNumber = expect.any(Number);

/** A pattern for the URL of a new record. */
export const entityUrl = (root: string, entitySet: string): RegExp =>
  new RegExp(`^${root}${entitySet}\\([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\)$`);

export const refused = (status: number, code: string, message: unknown): ExpectedAnswer => ({
  status,
  body: { error: { code, message } },
});

export const everything = { Prefer: 'odata.include-annotations="*"' };
export const formatted = {
  Prefer: 'odata.include-annotations="OData.Community.Display.V1.FormattedValue"',
};
const display = "OData.Community.Display.V1.FormattedValue";
export const formattedOf = (property: string): string => `${property}@${display}`;

/** The members of the currency that comes with every amount. */
export const currency = (annotated: "all" | "formatted" | "none"): Readonly<Record<string, unknown>> => ({
  ...(annotated !== "none" && { [formattedOf("_transactioncurrencyid_value")]: "US Dollar" }),
  ...(annotated === "all" && {
    "_transactioncurrencyid_value@Microsoft.Dynamics.CRM.associatednavigationproperty":
      "transactioncurrencyid",
    "_transactioncurrencyid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "transactioncurrency",
  }),
  _transactioncurrencyid_value: guid,
});
