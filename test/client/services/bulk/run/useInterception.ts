import { afterEach } from "vitest";
import type { BulkBench } from "./bulkBench.ts";
import { type Intercepted, type Interception, startInterception } from "./interception.ts";

type Intercept = (request: Intercepted) => Interception | undefined;

/** Interceptions in front of a bench's Dataverse; they are closed after each test. */
export const useInterception = (bench: () => BulkBench) => {
  const opened: { close: () => void }[] = [];
  afterEach(() => {
    for (const { close } of opened.splice(0)) close();
  });
  const intercepted = async (intercept: Intercept) => {
    const place = await startInterception(bench().emulator.url, intercept);
    opened.push(place);
    return place;
  };
  return {
    intercepted,
    /** The options of a client that goes through one. */
    through: async (intercept: Intercept) => ({ environmentUrl: (await intercepted(intercept)).url }),
  };
};
