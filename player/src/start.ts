/** Starts the player: pages first, so that reading never waits for an LMS; then the LMS, and from there the learner's place. */
import { followMenu, followProgress } from "./contents.js";
import { element } from "./element.js";
import { followHiding } from "./hide.js";
import { laterForSure } from "./later.js";
import { followLeaving } from "./leaving.js";
import { Notice } from "./notice.js";
import { offerReadAloud } from "./offer_read_aloud.js";
import { openOthersApart, Pages } from "./pages.js";
import type { PlayerData, PlayerQuestion } from "./player_data.js";
import { Run } from "./run.js";
import { offerHelp } from "./save/help.js";
import { guardLeaving } from "./save/leave_guard.js";
import { followLifecycle } from "./save/lifecycle.js";
import { beginningWords, followSaving } from "./save/save_line.js";
import { followSettings } from "./settings.js";
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

/** Reads what the document tells: the module's data, and at the end of each page the questions that stand on it. */
function readData(): PlayerData {
  const data = JSON.parse(part("player-data").textContent) as PlayerData;
  const scripts = Array.from(document.querySelectorAll("script[data-questions]"));
  const taught = scripts.flatMap((script) => JSON.parse(script.textContent) as PlayerQuestion[]);
  // A scenario's decision may stand on two pages: it is one question.
  const questions = new Map([...data.questions, ...taught].map((question) => [question.id, question]));
  return { ...data, questions: [...questions.values()] };
}

async function play(tracking: Tracking): Promise<void> {
  const data = readData();
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
    skipped: (id) => {
      tell("read", id);
      run.skip(id);
    },
  });
  pages.start("");
  openOthersApart();
  void laterForSure().then((more) => {
    more.enhanceBlocks({ run, pages });
  });
  followProgress(run, part("contents"));
  followHiding(part("hide"));
  followSettings(part<HTMLFormElement>("settings-form"));
  offerReadAloud(part("read-aloud"));
  followMenu(part("menu-button"), part("contents"));
  followSaving(run, part("save"), notice);
  followLeaving(run, part("leave"), notice);
  followLifecycle(window, run);
  guardLeaving(run, window);
  const about = document.getElementById("about");
  if (about) {
    offerHelp(run, about);
  }
  const bookmark = await run.connect();
  const place = data.pages.findIndex(({ id }) => id === bookmark);
  if (place >= 0 && !hasMoved) {
    pages.start(bookmark);
  }
  welcomeBack(run, hasMoved ? 0 : place, notice);
  tellProblem(run, notice);

  function tell(type: "opened" | "read", id: string): void {
    const page = data.pages.find((candidate) => candidate.id === id);
    if (page) {
      run.dispatch({ type, page: page.fingerprint });
    }
  }
}

/** Tells a learner who comes back at which *place* they left off, if that is not the first page, and what else is new. */
function welcomeBack(run: Run, place: number, notice: Notice): void {
  const { pages } = run.data;
  const done = "You have completed this module. You can read any page again: that does not change your result.";
  const words = [
    ...(place > 0 ? [element("p", {}, `This is where you left off: page ${place + 1} of ${pages.length}.`)] : []),
    ...(place > 0 && run.state.complete ? [element("p", {}, done)] : []),
    ...beginningWords(run),
    ...(place > 0 ? [element("p", {}, element("a", { href: `#${pages[0]?.id ?? ""}` }, "Go to the first page"))] : []),
  ];
  if (words.length > 0) {
    notice.show("welcome", "Welcome back", ...words);
  }
}

/** Tells why nothing is recorded, where a learning system is there and its launch did not work. */
function tellProblem({ problem }: Run, notice: Notice): void {
  if (problem && problem.why !== "absent") {
    notice.show(
      "connection",
      "Nothing is recorded in your learning system",
      element("p", {}, `${problem.message} You can read everything. What you do is kept on this device only.`),
      element("p", {}, `For IT: ${problem.detail}.`),
    );
  }
}

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the layout says what stands there
function part<E extends HTMLElement = HTMLElement>(id: string): E {
  const found = document.getElementById(id) as E | null;
  if (!found) {
    throw new Error(`no element ${id} in the document`);
  }
  return found;
}
