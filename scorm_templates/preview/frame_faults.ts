/** What goes wrong in the frame of a course, and with it. */
import type { FrameFault } from "./messages.js";

type View = Window & typeof globalThis;

const HOUR = 3_600_000;

/** Lets *fault* happen to *frame*; *outermost* is the frame in which it stands, or the same. */
export function failFrame(fault: FrameFault, frame: HTMLIFrameElement, outermost: HTMLIFrameElement): void {
  const view = frame.contentWindow as View | null;
  switch (fault) {
    case "reload":
      view?.location.reload();
      break;
    case "back":
      view?.history.back();
      break;
    case "remove":
      outermost.remove();
      break;
    case "window first":
      takeApi();
      outermost.remove();
      break;
    case "api away":
      takeApi();
      break;
    case "clear storage":
      localStorage.clear();
      sessionStorage.clear();
      break;
    case "second":
      outermost.after(outermost.cloneNode());
      break;
    case "offline":
      beOnline(view, "offline");
      break;
    case "cached":
      view?.dispatchEvent(new view.PageTransitionEvent("pagehide", { persisted: true }));
      view?.dispatchEvent(new view.PageTransitionEvent("pageshow", { persisted: true }));
      break;
    case "stay":
      // eslint-disable-next-line no-restricted-syntax -- nothing is saved here: the page is told what a browser tells it
      view?.dispatchEvent(new view.Event("beforeunload", { cancelable: true }));
      break;
    case "asleep":
      moveClock(view, 3 * HOUR);
      break;
    case "wrong clock":
      moveClock(view, -3 * 365 * 24 * HOUR);
      break;
  }
}

/** Lets *frame* be well again, as far as that can be. */
export function healFrame(frame: HTMLIFrameElement | null): void {
  const view = frame?.contentWindow as View | null | undefined;
  if (view && !isOnline(view)) {
    beOnline(view, "online");
  }
}

function isOnline(view: View): boolean {
  try {
    return view.navigator.onLine;
  } catch {
    return true; // Its frame has no origin that is ours.
  }
}

function takeApi(): void {
  Object.assign(window, { API: null, API_1484_11: null });
}

function beOnline(view: View | null, how: "online" | "offline"): void {
  if (view) {
    Object.defineProperty(view.navigator, "onLine", { get: () => how === "online", configurable: true });
    view.dispatchEvent(new view.Event(how));
  }
}

/** Moves the clock on by *milliseconds*, for everything that asks it from now on. */
function moveClock(view: View | null, milliseconds: number): void {
  if (view) {
    const { Date: real } = view;
    const now = () => real.now() + milliseconds;
    view.Date = new Proxy(real, {
      construct: (date, given: unknown[]) => Reflect.construct(date, given.length === 0 ? [now()] : given) as Date,
      get: (date, name) => (name === "now" ? now : (Reflect.get(date, name) as unknown)),
    });
  }
}
