/** Returns the CRC-32 (IEEE 802.3, as in zip and in Python's `zlib.crc32`) of bytes, or of text in UTF-8, as an unsigned number. */
export function crc32(data: string | Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of typeof data === "string" ? new TextEncoder().encode(data) : data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    }
  }
  return ~crc >>> 0;
}
