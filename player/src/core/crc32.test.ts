import { expect, test } from "vitest";
import vectors from "../../../tests/vectors/fingerprints.json";
import { crc32 } from "./crc32.js";

test("the checksum is the one of zip, of Python and of the published example", () => {
  expect(crc32("123456789")).toBe(0xcbf43926);
  expect(crc32("")).toBe(0);
});

test.each(vectors.fingerprints)(
  "the fingerprint of $parts is the first 20 bits of a checksum",
  ({ parts, fingerprint }) => {
    expect(crc32(parts.join("\n")) >>> 12).toBe(fingerprint);
  },
);
