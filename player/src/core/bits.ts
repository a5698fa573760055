/** Numbers as bits, most significant first, and bits as base64url text: an alphabet that no LMS mangles. */

import { crc32 } from "./crc32.js";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** Bits of the checksum. */
const SEAL = 32;

export class BitWriter {
  private bits = "";

  /** Adds *value* in *width* bits; a value that is too great is written as the greatest that fits. */
  add(value: number, width: number): void {
    this.bits += Math.min(value, 2 ** width - 1)
      .toString(2)
      .padStart(width, "0");
  }

  flag(value: boolean): void {
    this.bits += value ? "1" : "0";
  }

  /** Adds text of 0 and 1 as it is. */
  digits(digits: string): void {
    this.bits += digits;
  }

  /** Returns the bits, filled with zeros to a whole byte, and then the CRC-32 of these bytes, as base64url without padding. */
  toSealedText(): string {
    const whole = this.bits.padEnd(Math.ceil(this.bits.length / 8) * 8, "0");
    const sealed = whole + crc32(bytesOf(whole)).toString(2).padStart(SEAL, "0");
    return sealed.replace(/.{1,6}/g, (six) => ALPHABET.charAt(parseInt(six.padEnd(6, "0"), 2)));
  }
}

/** Returns the bits that `toSealedText` wrote as *text*, or null for any other text. */
export function unsealed(text: string): BitReader | null {
  const digits = digitsOf(text);
  const length = Math.floor(digits.length / 8) * 8;
  const body = digits.slice(0, Math.max(0, length - SEAL));
  const isWhole = !digits.slice(length).includes("1") && digits.length - length < 6;
  const isOurs = isWhole && parseInt(digits.slice(body.length, length), 2) === crc32(bytesOf(body));
  return isOurs ? new BitReader("", body) : null;
}

function bytesOf(digits: string): Uint8Array {
  return Uint8Array.from(digits.match(/.{8}/g) ?? [], (byte) => parseInt(byte, 2));
}

/** Returns the bits of base64url *text*; characters outside its alphabet are none. */
function digitsOf(text: string): string {
  return Array.from(text, (character) => {
    const value = ALPHABET.indexOf(character);
    return value < 0 ? "" : value.toString(2).padStart(6, "0");
  }).join("");
}

export class BitReader {
  private position = 0;

  /** Takes base64url *text*, or the bits that it stands for. */
  constructor(
    text: string,
    private readonly bits = digitsOf(text),
  ) {}

  /** Whether all bits have been taken, but for the zeros that fill the last byte or character. */
  get isAtEnd(): boolean {
    const rest = Math.floor(this.bits.length / 8) * 8 - this.position;
    return rest >= 0 && rest < 8 && !this.bits.slice(this.position).includes("1");
  }

  /** Returns the next *width* bits as a number. */
  take(width: number): number {
    return parseInt(this.digits(width), 2);
  }

  flag(): boolean {
    return this.digits(1) === "1";
  }

  /** Returns the next *width* bits as text of 0 and 1; behind the end there are none. */
  digits(width: number): string {
    this.position += width;
    return this.bits.slice(this.position - width, this.position);
  }
}
