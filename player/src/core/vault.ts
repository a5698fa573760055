/**
 * What is on the disk: browsers write localStorage seconds late, and a browser that is killed takes that along
 * (docs/facts.md#browsers-write-late). IndexedDB says when what it was given is there.
 */
import { inTime } from "./in_time.js";

const NAME = "coursepack";
const STORE = "kept";
/** Milliseconds after which a database that does not answer is none: some frames are never told that it is blocked. */
const PATIENCE = 2_000;

let opening: Promise<IDBDatabase> | null = null;

/** Returns what is kept under *key*, or "". Never rejects. */
export function readVault(key: string): Promise<string> {
  return soon("", async () => {
    const request = (await open()).transaction(STORE).objectStore(STORE).get(key);
    const found: unknown = await settled(request);
    return typeof found === "string" ? found : "";
  });
}

/** Keeps *text* under *key*, or nothing if it is ""; resolves to true once that is on the disk, and to false where it cannot be. */
export function writeVault(key: string, text: string): Promise<boolean> {
  return soon(false, async () => {
    const transaction = (await open()).transaction(STORE, "readwrite", { durability: "strict" });
    const store = transaction.objectStore(STORE);
    if (text === "") {
      store.delete(key);
    } else {
      store.put(text, key);
    }
    return new Promise((resolve) => {
      transaction.oncomplete = () => {
        resolve(true);
      };
      transaction.onerror = transaction.onabort = () => {
        resolve(false);
      };
    });
  });
}

/** One text of the vault: what is written while it is being written follows, and the newest alone. */
export class Kept {
  /** What is known to be on the disk. */
  onDisk = "";
  private last = "";
  private waiting: string | null = null;
  private writing: Promise<boolean> | null = null;

  constructor(private readonly key: string) {}

  async load(): Promise<void> {
    this.onDisk = await readVault(this.key);
  }

  write(text: string): void {
    this.last = this.waiting = text;
    this.writing ??= this.writeAll();
  }

  /** Resolves to whether what was written last is on the disk. */
  written(): Promise<boolean> {
    return this.writing ?? Promise.resolve(this.last !== "" && this.onDisk === this.last);
  }

  private async writeAll(): Promise<boolean> {
    let isWritten = false;
    while (this.waiting !== null) {
      const text = this.waiting;
      this.waiting = null;
      isWritten = await writeVault(this.key, text);
      this.onDisk = isWritten ? text : this.onDisk;
    }
    this.writing = null;
    return isWritten;
  }
}

/** Returns all that is kept, by its keys; empty where nothing can be had. */
export function readAllVault(): Promise<ReadonlyMap<string, string>> {
  return soon(new Map<string, string>(), async () => {
    const store = (await open()).transaction(STORE).objectStore(STORE);
    const keys = await settled(store.getAllKeys());
    const texts = await settled(store.getAll());
    return new Map(keys.map((key, place) => [key as string, texts[place] as string]));
  });
}

/** Takes away whatever *isOver* says is to be kept no longer. */
export async function tidyVault(isOver: (text: string) => boolean): Promise<void> {
  for (const [key, text] of await readAllVault()) {
    if (isOver(text)) {
      await writeVault(key, "");
    }
  }
}

function open(): Promise<IDBDatabase> {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE);
    };
    request.onsuccess = () => {
      const database = request.result;
      // Another window, or the browser, wants it gone: the next who asks opens it anew.
      database.onversionchange = database.onclose = () => {
        database.close();
        opening = null;
      };
      resolve(database);
    };
    request.onerror = request.onblocked = () => {
      reject(new Error("IndexedDB cannot be opened"));
    };
  });
  opening.catch(() => {
    opening = null;
  });
  return opening;
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(new Error("IndexedDB did not answer"));
    };
  });
}

/** Returns what *ask* does, or *otherwise* where it fails, or takes too long. */
async function soon<T>(otherwise: T, ask: () => Promise<T>): Promise<T> {
  try {
    return await inTime(ask(), PATIENCE, otherwise);
  } catch {
    return otherwise;
  }
}
