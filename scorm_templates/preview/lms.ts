/**
 * The page of the emulated LMS: it does what the inspector orders, opens the package in a frame, and reports what the package
 * does. A package shares its origin, as it would in an LMS: nothing here is a secret, and the inspector takes what it is told
 * for text.
 */
import { annotate } from "./annotations.js";
import { judge } from "./judge.js";
import { failFrame, healFrame } from "./frame_faults.js";
import { bringBack, pageOf, placeIn, whereTo, type KeptPlace } from "./kept_place.js";
import type { FaultPlan, LaunchOrder, Look, Order, Report } from "./messages.js";
import { putUp, type Emulated } from "./runtime.js";
import { SANDBOX, WITH_SCRIPTS } from "./sandbox.js";

const INSPECTOR = document.documentElement.dataset["inspector"] ?? "";
/** How long a page of ours may take to stand where it stood: else it is left where it is. */
const PATIENCE = 5_000;

let look: Look = { kind: "look", scheme: "light", text: 100, scripts: "run" };
let current: LaunchOrder | null = null;
let frame: HTMLIFrameElement | null = null;
/** The frame in which that one stands, or itself. */
let outermost: HTMLIFrameElement | null = null;
let emulated: Emulated | null = null;
/** Where somebody was on a page that the module has not at the moment. */
let lost: KeptPlace | null = null;

function report(about: Report): void {
  window.parent.postMessage(about, INSPECTOR);
}

function inside(): Document | null {
  try {
    return frame?.contentDocument ?? null;
  } catch {
    return null;
  }
}

function launch(order: LaunchOrder): void {
  const there = inside();
  const kept = order.where === "where it was" && there ? placeIn(there) : null;
  // The package is told that it goes while its API is there, as when a window is closed.
  document.querySelectorAll("iframe").forEach((each) => {
    each.remove();
  });
  current = order;
  emulated = putUp(window, order, emulated, report);
  frame = document.createElement("iframe");
  frame.id = "course";
  frame.title = "Course";
  const usual = look.scripts === "run" ? WITH_SCRIPTS : SANDBOX;
  frame.setAttribute("sandbox", order.plan.sandbox ?? usual);
  frame.addEventListener("load", () => {
    opened(order, kept);
  });
  frame.src = order.address;
  outermost = within(order.plan.frames ?? 0, frame);
}

/** Puts *inner* into the page, with so many frames around it; returns the outermost. */
function within(frames: number, inner: HTMLIFrameElement): HTMLIFrameElement {
  let outer: HTMLIFrameElement | null = null;
  let host = document;
  for (let left = frames; left > 0; left -= 1) {
    const around = host.createElement("iframe");
    around.style.cssText = "width: 100%; height: 100%; border: 0";
    host.body.append(around);
    outer ??= around;
    host = around.contentDocument ?? host;
  }
  host.body.append(inner);
  return outer ?? inner;
}

function opened(order: LaunchOrder, kept: KeptPlace | null): void {
  const there = inside();
  if (!there || current !== order) {
    return;
  }
  dress(there);
  annotate(there, order.places, order.notes);
  const next = kept && whereTo(there, kept, lost);
  lost = next?.lost ?? null;
  watch(there, order, next?.place ?? null);
}

/** Shows a page as the inspector asks: of ours, the theme is also what a learner may choose. */
function dress(there: Document): void {
  // A document that has only begun has no root yet; it is dressed when it is opened.
  const root = there.querySelector("html");
  if (root) {
    root.style.fontSize = look.text === 100 ? "" : `${look.text}%`;
    root.dataset["theme"] = look.scheme;
  }
  if (frame) {
    frame.style.colorScheme = look.scheme;
  }
}

/** Reports which page of ours is in view and what its line about saving says, and goes back to where somebody was. */
function watch(there: Document, order: LaunchOrder, kept: KeptPlace | null): void {
  let waiting = kept;
  if (kept) {
    // What goes from above the place while the page is put together would move it (CSS Scroll Anchoring 1).
    const { style } = there.documentElement;
    style.setProperty("overflow-anchor", "none");
    setTimeout(() => style.removeProperty("overflow-anchor"), PATIENCE);
  }
  const start = performance.now();
  let told = "";
  const look = () => {
    const page = pageOf(there);
    if (page !== "" && waiting) {
      waiting = performance.now() - start > PATIENCE ? null : bringBack(there, waiting);
    }
    const saving = there.querySelector("#save")?.textContent.trim() ?? "";
    const isReadable = hasWords(there);
    if (told !== `${page} ${saving} ${isReadable}` && current === order) {
      told = `${page} ${saving} ${isReadable}`;
      report({
        kind: "shown",
        page,
        saving,
        isReadable,
        device: Object.entries(localStorage).map(([name, text]) => [name, String(text).length]),
      });
    }
  };
  new MutationObserver(look).observe(there.documentElement, {
    attributes: true,
    attributeFilter: ["data-current"],
    characterData: true,
    childList: true,
    subtree: true,
  });
  // What is laid out later, such as a picture, may make room for the place.
  new ResizeObserver(look).observe(there.body);
  look();
}

/** Says whether there is something to read in *there*: of a page that is not ours, a picture or another frame may be all of it. */
function hasWords(there: Document): boolean {
  const isOurs = there.querySelector("#save") !== null;
  return (
    there.body.innerText.trim() !== "" ||
    (!isOurs && there.querySelector("img, svg, canvas, video, frame, iframe, object, embed") !== null)
  );
}

/** Lets something go wrong in what is open; what goes wrong at a launch comes with its order. */
function fail({ calls, times = Infinity, server, frame: how }: FaultPlan): void {
  if (calls) {
    emulated?.faulty?.fail({ ...calls, call: `${emulated.prefix}${calls.call}` }, times);
  }
  if (server && emulated) {
    emulated.server.condition = server;
  }
  const act = () => {
    if (how && frame?.isConnected === true && outermost) {
      failFrame(how, frame, outermost);
      report({ kind: "happened", sign: "frame" });
    }
  };
  if (server === "slow" && emulated) {
    emulated.server.meanwhile = act;
  } else {
    act();
  }
}

window.addEventListener("message", ({ origin, source, data }: MessageEvent<Order>) => {
  if (origin !== INSPECTOR || source !== window.parent) {
    return;
  }
  switch (data.kind) {
    case "look": {
      look = data;
      const there = inside();
      if (there) {
        dress(there);
      }
      break;
    }
    case "launch":
      launch(data);
      break;
    case "fault":
      fail(data.plan);
      break;
    case "notes": {
      const there = inside();
      if (there && current) {
        annotate(there, current.places, data.notes);
      }
      break;
    }
    case "judge":
      void judge(inside()).then(report);
      break;
    case "heal":
      emulated?.faulty?.heal();
      healFrame(frame);
      if (emulated) {
        emulated.server.condition = "well";
        emulated.server.meanwhile = () => undefined;
      }
      break;
  }
});
report({ kind: "ready" });
