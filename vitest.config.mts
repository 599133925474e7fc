import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/buildOnce.ts"],
    setupFiles: ["test/support/noOutsideNetwork.ts"],
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
