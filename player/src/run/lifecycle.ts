/** What a page's life means for saving. Events that browsers refuse or that block their cache are not among these. */

export interface LifecycleHandlers {
  /** The page went out of sight: on a phone often the last that is ever heard. */
  hidden(): void;
  /** The page can be seen again, or the network is back. */
  returned(): void;
  /** The page came back out of the browser's cache: everything is as it was, but for the LMS. */
  restored(): void;
  /** Somebody reads. */
  used(): void;
  readonly saving: {
    /** The page goes into the browser's cache, or for good. */
    left(how: "for good" | "into the cache"): void;
  };
}

/** Signs of somebody who reads: a film or a voice that plays tells of it all the time. */
const USES = ["pointerdown", "pointermove", "keydown", "wheel", "scroll", "touchmove", "input", "play", "timeupdate"];

/** Calls *handlers* as the page of *host* goes and comes, until the page is gone. */
export function followLifecycle(host: Window, handlers: LifecycleHandlers): void {
  const { document } = host;
  for (const type of USES) {
    // Media tell nothing to whatever is around them, but for who listens before it is told to them.
    document.addEventListener(
      type,
      () => {
        handlers.used();
      },
      { capture: true, passive: true },
    );
  }
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      handlers.hidden();
    } else {
      handlers.returned();
    }
  });
  host.addEventListener("pagehide", (event) => {
    handlers.hidden();
    handlers.saving.left(event.persisted ? "into the cache" : "for good");
  });
  host.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      handlers.restored();
    }
  });
  // Chrome thaws a page that it froze; whether that makes it visible is another matter.
  document.addEventListener("resume", () => {
    if (document.visibilityState === "visible") {
      handlers.returned();
    }
  });
  host.addEventListener("online", () => {
    if (document.visibilityState === "visible") {
      handlers.returned();
    }
  });
}
