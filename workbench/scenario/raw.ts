import { equals, holds } from "./expectation.ts";
import { read } from "./read.ts";
import type { Step } from "./step.ts";

/** What no other action offers, in requests of one's own. */
export const raw: readonly Step[] = [
  {
    name: "rawFunction",
    title: "Ask for the version by a raw request",
    action: "rawRequest",
    inputs: () => ({ url: "RetrieveVersion()", method: "GET" }),
    expect: (data) => [
      holds("Version", /^9\./.test(String(read(data, "Version"))), {
        seen: read(data, "Version"),
        wanted: "9.x",
      }),
    ],
  },
  {
    name: "rawText",
    title: "Count the users by a raw request from the org's root",
    action: "rawRequestV2",
    inputs: () => ({ url: "/api/data/v9.2/systemusers/$count", method: "GET", responseType: "text" }),
    expect: (data) => [holds("count", /^\d+$/.test(String(data)), { seen: data, wanted: "a number" })],
  },
  {
    name: "rawElsewhere",
    title: "Try to send one to another host",
    action: "rawRequestV2",
    inputs: () => ({ url: "https://elsewhere.example/api/data/v9.2/accounts", method: "GET" }),
    expectFailure: (error) => [equals("kind", read(error, "kind"), "invalidInput")],
  },
];
