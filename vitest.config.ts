import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "player/**/*.test.ts",
      "scorm_templates/components/**/*.test.ts",
      "scorm_templates/preview/**/*.test.ts",
      "tests/faults/**/*.test.ts",
      "tests/contract/**/*.test.ts",
    ],
    environment: "node",
    // Guards against hanging, and no promise: as tests/patience.py has it for the tests in Python.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    setupFiles: ["player/testing/words.ts", "player/testing/device.ts"],
    restoreMocks: true,
    unstubGlobals: true,
  },
});
