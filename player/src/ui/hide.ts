/**
 * "Hide this page", for a learner who is overlooked: a cover over everything at once, without a request, until they take it
 * off. GOV.UK's "Exit this page" would replace the frame only and leave the LMS's page in view.
 */
import { parsed } from "../run/parsed.js";
import { button, element } from "./element.js";
import { word } from "../core/words.js";

/** Shift, so many times within so long (milliseconds), hides the page. */
const PRESSES = 3;
const WITHIN = 5_000;
/** A reload within this time does not take the cover off. */
const HIDDEN_FOR = 600_000;
const KEY = "coursepack-hidden";

/** Lets *control* and Shift pressed three times hide the page; Shift again, or three presses anywhere, show it again. */
export function followHiding(control: HTMLElement): void {
  const shift = threeTimes();
  control.hidden = false;
  control.addEventListener("click", hide);
  document.addEventListener("keydown", (event) => {
    // A capital letter has a key of its own between two of Shift: who writes hides nothing by it.
    const isOff = document.documentElement.dataset["shift"] === "off";
    if (shift(event.timeStamp, event.key === "Shift" && !event.repeat && !isOff)) {
      (document.querySelector<HTMLElement>(".cover button") ?? control).click();
    }
  });
  if (Date.now() - hiddenAt() < HIDDEN_FOR) {
    hide();
  }
}

/** Returns a function that counts what it is told of, at a time in milliseconds, and says when it is enough. */
function threeTimes(): (at: number, counts: boolean) => boolean {
  let presses: number[] = [];
  return (at, counts) => {
    presses = counts ? [...presses, at].filter((before) => at - before < WITHIN) : [];
    const isEnough = presses.length >= PRESSES;
    presses = isEnough ? [] : presses;
    return isEnough;
  };
}

/** Covers everything with a page on which nothing stands: what a cover says tells whoever looks on that there is something below. */
function hide(): void {
  if (document.querySelector(".cover")) {
    return;
  }
  const neutral = word("player.hide.title");
  let wasAt: Element | null = null;
  let title = "";
  const neutralise = (): void => {
    if (document.title !== neutral) {
      title = document.title;
      document.title = neutral;
    }
  };
  // Where the learner left off may be known only after a reload under the cover, and its page puts its name up.
  const watcher = new MutationObserver(neutralise);
  // Tab comes to it, and shows it then. It has no focus before: a stray Enter must not take the cover off.
  const shown = button(word("player.hide.show"), "button", () => {
    cover.remove();
    others().forEach((other) => {
      other.removeAttribute("inert");
    });
    watcher.disconnect();
    document.title = title;
    remember(0);
    if (wasAt instanceof HTMLElement) {
      // The learner is where they were; focus on the bar, which sticks, would move the page up below it.
      wasAt.focus({ preventScroll: true });
    }
  });
  const cover = element("div", { class: "cover", role: "region", "aria-label": neutral, tabindex: "-1" }, shown);
  const taps = threeTimes();
  cover.addEventListener("click", (event) => {
    if (event.target === cover && taps(event.timeStamp, true)) {
      shown.click();
    }
  });
  // A film that fills the screen would stand before the cover.
  if (document.fullscreenElement) {
    void document.exitFullscreen();
  }
  document.body.append(cover);
  // Whatever plays or speaks stops on this, and a dialog, under which the cover could not have the focus, gives it back.
  document.dispatchEvent(new CustomEvent("coursepack-hidden"));
  wasAt = document.activeElement;
  shield();
  // What is still to arrive stands behind the cover, too.
  void parsed().then(shield);
  neutralise();
  watcher.observe(document.head, { childList: true, subtree: true });
  cover.focus({ preventScroll: true });
  remember(Date.now());

  function others(): Element[] {
    return Array.from(document.body.children).filter((one) => one !== cover);
  }

  function shield(): void {
    if (cover.isConnected) {
      others().forEach((other) => {
        other.setAttribute("inert", "");
      });
    }
  }
}

function hiddenAt(): number {
  try {
    return Number(sessionStorage.getItem(KEY));
  } catch {
    return 0; // a frame without storage
  }
}

function remember(at: number): void {
  try {
    sessionStorage.setItem(KEY, String(at));
  } catch {
    // Then a reload shows the page.
  }
}
