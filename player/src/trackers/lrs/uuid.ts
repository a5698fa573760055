/**
 * Ids of statements. They are made from what happened (RFC 9562, version 5), not from chance: whoever tells an LRS of it
 * again, after a lost answer, a reload or on another device, uses the same id, and the LRS keeps one.
 */

/** The namespace of all ids that coursepack makes: version 5 of `https://w3id.org/coursepack` in the namespace for URLs. */
const NAMESPACE = "f041e8f1-ae91-5184-9f67-c2b9cd6ff8f7";

/** Returns the id of what *parts* say, the same on every device. */
export function uuidOf(...parts: readonly string[]): string {
  const name = new TextEncoder().encode(JSON.stringify(parts));
  const space = Array.from(NAMESPACE.matchAll(/\w\w/g), ([byte]) => parseInt(byte, 16));
  const digest = sha1(Uint8Array.from([...space, ...name]));
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x50;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  return hexOf(digest.slice(0, 16)).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Returns the SHA-1 of *text* in hexadecimal: what xAPI makes ETags of (xAPI-Communication 3.1). */
export function sha1Of(text: string): string {
  return hexOf(sha1(new TextEncoder().encode(text)));
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** SHA-1 (FIPS 180-4). The browser's own answers later, when a page that is closed has gone, and not at all without HTTPS. */
function sha1(message: Uint8Array): Uint8Array {
  const blocks = new DataView(new ArrayBuffer(Math.ceil((message.length + 9) / 64) * 64));
  message.forEach((byte, index) => {
    blocks.setUint8(index, byte);
  });
  blocks.setUint8(message.length, 0x80);
  blocks.setUint32(blocks.byteLength - 4, message.length * 8);
  let state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (let start = 0; start < blocks.byteLength; start += 64) {
    const words = Array.from({ length: 16 }, (_, index) => blocks.getUint32(start + index * 4));
    const mixed = rounds(words, state);
    state = state.map((word, index) => (word + (mixed[index] ?? 0)) | 0);
  }
  const digest = new DataView(new ArrayBuffer(20));
  state.forEach((word, index) => {
    digest.setInt32(index * 4, word);
  });
  return new Uint8Array(digest.buffer);
}

function rounds(words: number[], state: readonly number[]): number[] {
  let [a = 0, b = 0, c = 0, d = 0, e = 0] = state;
  for (let round = 0; round < 80; round++) {
    if (round >= 16) {
      const at = (back: number): number => words[round - back] ?? 0;
      words.push(rotate(at(3) ^ at(8) ^ at(14) ^ at(16), 1));
    }
    const [mix, constant] =
      round < 20
        ? [(b & c) | (~b & d), 0x5a827999]
        : round < 40
          ? [b ^ c ^ d, 0x6ed9eba1]
          : round < 60
            ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc]
            : [b ^ c ^ d, 0xca62c1d6];
    const next = (rotate(a, 5) + mix + e + constant + (words[round] ?? 0)) | 0;
    [a, b, c, d, e] = [next, a, rotate(b, 30), c, d];
  }
  return [a, b, c, d, e];
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
