import { attributeCalls } from "./attributes.ts";
import { batchCalls } from "./batch.ts";
import { bulkCalls } from "./bulk.ts";
import { fetchXmlCalls } from "./fetchXml.ts";
import { rawCalls } from "./raw.ts";
import { recordCalls } from "./records.ts";
import type { SampleCall } from "./sampleCall.ts";
import { tableCalls } from "./tables.ts";

/** At least one call of every action, by area. */
export const sampleCalls: readonly SampleCall[] = [
  ...recordCalls,
  ...fetchXmlCalls,
  ...batchCalls,
  ...bulkCalls,
  ...tableCalls,
  ...rawCalls,
  ...attributeCalls,
];
