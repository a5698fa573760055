/**
 * "Hide this page", for a learner who is overlooked: a cover over everything at once, without a request, until they take it
 * off. GOV.UK's "Exit this page" would replace the frame only and leave the LMS's page in view.
 */
import { parsed } from "../run/arrival.js";
import { button, element } from "./element.js";
import { word } from "../core/words.js";

/** Shift, so many times within so long (milliseconds), hides the page. */
const PRESSES = 3;
const WITHIN = 5_000;
/** A reload within this time does not take the cover off. */
const KEPT = 600_000;
const KEY = "coursepack-hidden";

/** Lets *control* and Shift pressed three times hide the page. */
export function followHiding(control: HTMLElement): void {
  let presses: number[] = [];
  control.hidden = false;
  control.addEventListener("click", hide);
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement;
    const isOff = document.documentElement.dataset["shift"] === "off";
    const counts = event.key === "Shift" && !event.repeat && !isOff && !isTyping;
    presses = counts ? [...presses, event.timeStamp].filter((at) => event.timeStamp - at < WITHIN) : [];
    if (presses.length >= PRESSES) {
      presses = [];
      hide();
    }
  });
  if (Date.now() - hiddenAt() < KEPT) {
    hide();
  }
}

function hide(): void {
  if (document.querySelector(".cover")) {
    return;
  }
  const neutral = word("player.hide.title");
  let title = "";
  const neutralise = (): void => {
    if (document.title !== neutral) {
      title = document.title;
      document.title = neutral;
    }
  };
  // Where the learner left off may be known only after a reload under the cover, and its page puts its name up.
  const watcher = new MutationObserver(neutralise);
  const shown = button(word("player.hide.show"), "button", () => {
    cover.remove();
    others().forEach((other) => {
      other.removeAttribute("inert");
    });
    watcher.disconnect();
    document.title = title;
    remember(0);
  });
  const words = element("p", {}, word("player.hide.hidden"));
  const cover = element("div", { class: "cover", role: "region", "aria-label": neutral }, words, shown);
  document.body.append(cover);
  shield();
  // What is still to arrive stands behind the cover, too.
  void parsed().then(shield);
  neutralise();
  watcher.observe(document.head, { childList: true, subtree: true });
  shown.focus();
  remember(Date.now());
  // Whatever plays or speaks stops on this.
  document.dispatchEvent(new CustomEvent("coursepack-hidden"));

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
