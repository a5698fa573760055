import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "player/**/*.test.ts",
      "scorm_templates/components/**/*.test.ts",
      "tests/faults/**/*.test.ts",
      "tests/contract/**/*.test.ts",
    ],
    environment: "node",
    setupFiles: ["player/testing/words.ts"],
    restoreMocks: true,
    unstubGlobals: true,
  },
});
