/**
 * The numbers under which saved state files pages, questions and cases. They are given at build time (`builder/model/numbers.py`):
 * 24 bits, of which the last 4 are never all 0. An older layout, and a state that is short of room, has only the first 20.
 */

/** Bits of a number, in a wide and in a narrow state. */
export const WIDE = 24;
export const NARROW = 20;
const REST = 2 ** (WIDE - NARROW);

/** Says whether a number in a saved state means the same as *known*, a number of this module. */
export function isSame(stored: number, known: number): boolean {
  return stored === known || (stored % REST === 0 && stored === known - (known % REST));
}

/** Returns that of the *known* numbers which *stored* means, or *stored* itself where this module has none such. */
export function inFull(stored: number, known: readonly number[]): number {
  return stored % REST === 0 ? (known.find((number) => isSame(stored, number)) ?? stored) : stored;
}
