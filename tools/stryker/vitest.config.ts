import { defineConfig, mergeConfig } from "vitest/config";
import project from "../../vitest.config.js";

/** The tests that look at mutants: not those of the bundle's size, and of the walks only those that are soon done. */
export default mergeConfig(
  project,
  defineConfig({ test: { exclude: ["player/bundle.test.ts", "**/size.test.ts", "**/walks.test.ts"] } }),
);
