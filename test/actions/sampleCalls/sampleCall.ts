import type { TestBench } from "../../support/dataverse.ts";

/** One successful call of an action, with what it needs made beforehand; `inputs` as the designer would fill them. */
export interface SampleCall {
  readonly action: string;
  readonly inputs: (bench: TestBench) => Promise<Readonly<Record<string, unknown>>>;
}
