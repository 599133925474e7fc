import { DynamicsWebApi } from "dynamics-web-api";
import { afterAll, beforeAll } from "vitest";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../../emulator/emulator.ts";
import { requestToken } from "../support/dataverseClient.ts";

/** A client that none of us wrote, on an emulator of its own. */
export interface Tourist {
  readonly emulator: Emulator;
  readonly api: DynamicsWebApi;
  /** Absolute, with a slash at the end. */
  readonly root: string;
}

/** npm dynamics-web-api, signed in as the emulator's application. */
export const useTourist = (options: EmulatorOptions = {}): (() => Tourist) => {
  let tourist: Tourist | undefined;
  beforeAll(async () => {
    const emulator = await startEmulator({ records: 30, ...options });
    const token = await requestToken(emulator);
    const api = new DynamicsWebApi({
      serverUrl: emulator.url,
      dataApi: { version: "9.2" },
      onTokenRefresh: async () => token,
    });
    tourist = { emulator, api, root: `${emulator.url}/api/data/v9.2/` };
  });
  afterAll(() => tourist?.emulator.close());
  return () => {
    if (tourist === undefined) throw new Error("The emulator is there only while tests run.");
    return tourist;
  };
};

/** What the library throws for a request the service refuses. */
export const refusalOf = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error("The request was not refused.");
};
