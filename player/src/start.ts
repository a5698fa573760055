/** Starts the player: pages first, so that reading never waits for an LMS; then the LMS, and from there the learner's place. */
import { enhanceBlocks } from "./components.js";
import { followMenu, followProgress } from "./contents.js";
import { element } from "./element.js";
import { followLeaving } from "./leaving.js";
import { followLifecycle } from "./lifecycle.js";
import { Notice } from "./notice.js";
import { openOthersApart, Pages } from "./pages.js";
import type { PlayerData } from "./player_data.js";
import { Run } from "./run.js";
import { followSaving } from "./save_status.js";
import type { Tracker } from "./trackers/tracker.js";

/** Makes the tracker of a format, or returns null where the package was opened without a learning system. */
export type Tracking = (data: PlayerData) => Tracker | null;

/** Starts the module of this document. If that fails, the document stays as readable as it is without JavaScript. */
export async function start(tracking: Tracking): Promise<void> {
  const { classList } = document.documentElement;
  classList.add("js");
  try {
    await play(tracking);
  } catch (error) {
    classList.remove("js");
    console.error("coursepack: the player did not start", error);
  }
}

async function play(tracking: Tracking): Promise<void> {
  const data = JSON.parse(part("player-data").textContent) as PlayerData;
  const run = new Run(data, tracking(data));
  const notice = new Notice(part("notice"));
  let hasMoved = false as boolean;
  const pages = new Pages({
    opened: (id) => {
      hasMoved = true;
      notice.hide("welcome");
      tell("opened", id);
    },
    read: (id) => {
      tell("read", id);
    },
  });
  pages.start("");
  openOthersApart();
  enhanceBlocks({ run, pages });
  followProgress(run, part("contents"));
  followMenu(part("menu-button"), part("contents"));
  followSaving(run, part("save"), notice);
  followLeaving(run, part("leave"), notice);
  followLifecycle(window, run);
  const bookmark = await run.connect();
  if (bookmark && !hasMoved) {
    pages.start(bookmark);
    welcomeBack(run, bookmark, notice);
  }

  function tell(type: "opened" | "read", id: string): void {
    const page = data.pages.find((candidate) => candidate.id === id);
    if (page) {
      run.dispatch({ type, page: page.fingerprint });
    }
  }
}

function welcomeBack(run: Run, bookmark: string, notice: Notice): void {
  const { pages } = run.data;
  const place = pages.findIndex((page) => page.id === bookmark);
  if (place === 0) {
    return;
  }
  const done = "You have completed this module. You can read any page again: that does not change your result.";
  notice.show(
    "welcome",
    "Welcome back",
    element("p", {}, `This is where you left off: page ${place + 1} of ${pages.length}.`),
    ...(run.state.complete ? [element("p", {}, done)] : []),
    element("p", {}, element("a", { href: `#${pages[0]?.id ?? ""}` }, "Go to the first page")),
  );
}

function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) {
    throw new Error(`no element ${id} in the document`);
  }
  return found;
}
