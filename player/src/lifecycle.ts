/** What a page's life means for saving. Events that browsers refuse or that block their cache are not among these. */

export interface LifecycleHandlers {
  /** The page went out of sight: on a phone often the last that is ever heard. */
  hidden(): void;
  /** The page can be seen (again), the network is back, or the page came back out of the browser's cache. */
  returned(): void;
  /** The page is being left for good. */
  left(): void;
}

/** Calls *handlers* as the page of *host* goes and comes, until the page is gone. */
export function followLifecycle(host: Window, handlers: LifecycleHandlers): void {
  const { document } = host;
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      handlers.hidden();
    } else {
      handlers.returned();
    }
  });
  host.addEventListener("pagehide", (event) => {
    handlers.hidden();
    // A page in the browser's cache may come back, and after a Finish nothing that it says would be heard.
    if (!event.persisted) {
      handlers.left();
    }
  });
  host.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      handlers.returned();
    }
  });
  host.addEventListener("online", () => {
    handlers.returned();
  });
}
