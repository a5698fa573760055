/** Numbers as bits, most significant first, and bits as base64url text: an alphabet that no LMS mangles. */

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

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

  /** Returns the bits, filled with zeros to a whole byte, as base64url without padding. */
  toText(): string {
    const whole = this.bits.padEnd(Math.ceil(this.bits.length / 8) * 8, "0");
    return whole.replace(/.{1,6}/g, (six) => ALPHABET.charAt(parseInt(six.padEnd(6, "0"), 2)));
  }
}

export class BitReader {
  private readonly bits: string;
  private position = 0;

  /** Takes what `toText` returned; characters outside its alphabet end the bits. */
  constructor(text: string) {
    this.bits = Array.from(text, (character) => {
      const value = ALPHABET.indexOf(character);
      return value < 0 ? "" : value.toString(2).padStart(6, "0");
    }).join("");
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
