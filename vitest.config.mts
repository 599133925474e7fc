import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/buildOnce.ts"],
    setupFiles: ["test/support/noOutsideNetwork.ts", "test/support/propertySeed.ts"],
    // What modules remember is about one environment or one execution, so the files can share what they load: a third of
    // the time.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
