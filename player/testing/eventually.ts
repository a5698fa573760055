/** Waits for what has to come, however slow the machine is. */
import { vi } from "vitest";

/** Milliseconds: a guard against hanging, and no promise. */
const PATIENCE = 60_000;

/** Resolves with what *look* returns, once it does not throw any more. */
export function eventually<T>(look: () => T): Promise<T> {
  return vi.waitFor(look, { timeout: PATIENCE });
}
