import eslint from "@eslint/js";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  { ignores: ["node_modules", "scorm_templates/generated", ".venv", "dist", "bench", "docs", "tests", "tools"] },
  {
    files: ["**/*.ts"],
    extends: [eslint.configs.recommended, tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Numbers are the usual thing to put into a sentence.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "max-lines": ["error", { max: 300 }],
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "Text only: packages run on the LMS's own origin (design decision 14)." },
        { property: "outerHTML", message: "Text only: packages run on the LMS's own origin (design decision 14)." },
        { property: "insertAdjacentHTML", message: "Text only: packages run on the LMS's own origin." },
      ],
      "no-restricted-syntax": [
        "error",
        {
          selector: "Literal[value=/^(before)?unload$/]",
          message: "Browsers refuse late saves, and unload handlers are blocked in Moodle's frame (design decision 5).",
        },
      ],
    },
  },
  {
    files: ["**/*.test.ts", "player/testing/**"],
    rules: {
      // Where a test's own data lacks what it asks for, the test fails there, and that is all it should do.
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
);
