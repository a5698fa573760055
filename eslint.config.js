import eslint from "@eslint/js";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  {
    ignores: ["node_modules", "scorm_templates/generated", ".venv", "dist", "bench", "docs", "site", "tests", "tools"],
  },
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
        { property: "innerHTML", message: "Text only: docs/decisions/025-nothing-from-elsewhere.md." },
        { property: "outerHTML", message: "Text only: docs/decisions/025-nothing-from-elsewhere.md." },
        { property: "insertAdjacentHTML", message: "Text only: docs/decisions/025-nothing-from-elsewhere.md." },
      ],
      "no-restricted-syntax": [
        "error",
        {
          selector: "Literal[value=/^(before)?unload$/]",
          message: "Late saves are refused: docs/facts.md#browsers-refuse-late-saves.",
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
