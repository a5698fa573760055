import { expect, test } from "vitest";
import { authorizationOf } from "./authorization.js";

test.each([
  ["Basic Zm9vOmJhcg==", "Basic Zm9vOmJhcg=="],
  ["Zm9vOmJhcg==", "Basic Zm9vOmJhcg=="],
  ["basic Zm9vOmJhcg==", "Basic Zm9vOmJhcg=="],
  ["Basic Basic Zm9vOmJhcg==", "Basic Zm9vOmJhcg=="],
  [" Basic%20Zm9vOmJhcg%3D%3D ", "Basic Zm9vOmJhcg=="],
  ["Zm9vOmJhcg%3D%3D", "Basic Zm9vOmJhcg=="],
  ["Basic ab cd==", "Basic ab+cd=="],
  ["Bearer abc.def-1", "Bearer abc.def-1"],
  ["Bearer  abc", "Bearer abc"],
  ["Non-basic basic x", "Non-basic basic x"],
])("%j is the header %j", (given, header) => {
  expect(authorizationOf(given)).toBe(header);
});
