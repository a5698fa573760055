/** IndexedDB as far as the player uses it (core/vault.ts): one store of texts, each request answered in the next moment. */

/** What a device keeps, and whether whoever asks may reach it; throws where the device lets nobody in. */
export interface Kept {
  texts(): Map<string, string>;
  mayWrite(): boolean;
}

type Handler = (() => void) | null;

class Request<T> {
  onsuccess: Handler = null;
  onerror: Handler = null;
  onupgradeneeded: Handler = null;

  constructor(readonly result: T) {
    void Promise.resolve().then(() => {
      this.onupgradeneeded?.();
      this.onsuccess?.();
    });
  }
}

/** Returns an `indexedDB` of what *kept* gives at the time. */
export function fakeIndexedDb(kept: Kept): Pick<IDBFactory, "open"> {
  const store = () => {
    const texts = kept.texts();
    const change = (what: () => void): Request<undefined> => {
      if (kept.mayWrite()) {
        what();
      }
      return new Request(undefined);
    };
    return {
      get: (key: string) => new Request(texts.get(key)),
      getAll: () => new Request([...texts.values()]),
      getAllKeys: () => new Request([...texts.keys()]),
      put: (text: string, key: string) => change(() => texts.set(key, text)),
      delete: (key: string) => change(() => texts.delete(key)),
    };
  };
  const database = {
    createObjectStore: () => undefined,
    transaction: () => {
      kept.texts();
      const transaction = { oncomplete: null as Handler, objectStore: store };
      void Promise.resolve().then(() => transaction.oncomplete?.());
      return transaction;
    },
  };
  return { open: () => new Request(database) as unknown as IDBOpenDBRequest };
}
