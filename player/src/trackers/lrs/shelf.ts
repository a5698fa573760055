/** Shelves for what waits to be sent, in the browser's storage. Even looking at that throws in a frame whose storage is blocked. */
import type { Shelf } from "./queue.js";

/** Returns the shelf *key*: of "this tab" it outlives a reload, of "this device" also a closed window. */
export function openShelf(key: string, where: "this tab" | "this device"): Shelf {
  const storage = (): Storage => (where === "this tab" ? sessionStorage : localStorage);
  return {
    read() {
      try {
        return storage().getItem(key) ?? "";
      } catch {
        return "";
      }
    },
    write(text) {
      try {
        if (text) {
          storage().setItem(key, text);
        } else {
          storage().removeItem(key);
        }
      } catch {
        // Kept in memory alone, then.
      }
    },
  };
}
