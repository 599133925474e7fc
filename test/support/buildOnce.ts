import { buildComponent } from "../../tools/building/bundle.ts";

/** vitest globalSetup: tests of the built component read the same dist the platform would get. */
export const setup = async (): Promise<void> => {
  await buildComponent();
};
