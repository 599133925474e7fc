import { equals, holds } from "./expectation.ts";
import { read } from "./read.ts";
import type { Step } from "./step.ts";

/** A misspelt Entity Type, to show what an error looks like. */
export const mistake = (misspelt: string, right: string): Step => ({
  name: "mistake",
  title: `Make a mistake: "${misspelt}" instead of ${right}`,
  action: "queryEntities",
  inputs: () => ({ entityType: misspelt }),
  expectFailure: (error) => [
    equals("kind", read(error, "kind"), "notFound"),
    holds("suggestion", new RegExp(`Did you mean .*'${right}'`).test(error.message), {
      seen: right,
      wanted: `Did you mean '${right}'?`,
    }),
  ],
});
