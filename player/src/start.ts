/**
 * Starts the player as soon as the first page is there: pages first, so that reading never waits for an LMS; then the LMS; then,
 * once the whole document is there, what stands at its end, the questions, and the learner's place.
 */
import { arrived, parsed } from "./run/parsed.js";
import { followMenu, followProgress } from "./ui/contents.js";
import { element } from "./ui/element.js";
import { followHiding } from "./ui/hide.js";
import { bringBlockScripts, bringLook, LaterScript, MORE, SEARCH, type SAVING } from "./later.js";
import { followLeaving } from "./ui/leaving.js";
import { Notice } from "./ui/notice.js";
import { openOthersApart, Pages } from "./ui/pages.js";
import { bringTypeface } from "./ui/typeface.js";
import { tellUnfinished } from "./ui/unfinished.js";
import type { PlayerData, PlayerQuestion } from "./core/player_data.js";
import { fillResumePage, RESUME_PAGE } from "./ui/resume_page.js";
import { Run } from "./run/run.js";
import { guardLeaving } from "./run/leave_guard.js";
import { followLifecycle } from "./run/lifecycle.js";
import { beginningWords, followSaving } from "./ui/save_line.js";
import { SavingToCome } from "./run/saving_to_come.js";
import { readWords, word, wordParts } from "./core/words.js";

type LaunchPlace = ConstructorParameters<typeof SavingToCome>[0];
type Script = Pick<typeof SAVING, "wanted" | "hurry">;

/** The cover, where the module has one, comes before its first page. */
const COVER = "cover";

/**
 * Starts the module of this document, made for an LMS or for none; *script* brings what saves. If that fails, the document stays as
 * readable as it is without JavaScript.
 */
export async function start(place: LaunchPlace, script: Script): Promise<void> {
  const { classList } = document.documentElement;
  classList.add("js");
  try {
    await play(place, script);
  } catch (error) {
    classList.remove("js");
    console.error("coursepack: the player did not start", error);
  }
}

async function play(place: LaunchPlace, script: Script): Promise<void> {
  await arrived("player-data");
  readWords();
  const data = JSON.parse(part("player-data").textContent) as PlayerData;
  const toCome = new SavingToCome(place, () => {
    script.hurry();
  });
  // By the name of this build: LMSs let browsers keep files for months, and an older file would mark by other answers.
  const taught = new LaterScript("taught.js", ({ coursepackTaught }) => coursepackTaught, data.build);
  const run = new Run(data, toCome, () => taught.wanted());
  const notice = new Notice(part("notice"));
  let hasMoved = false as boolean;
  const opened = (id: string): void => {
    hasMoved = true;
    notice.hide("beginning");
    notice.hide("unfinished");
    // Whoever is at such a block before the learning system has answered does not wait for that.
    bringBlockScripts(part(id));
    tell("opened", id);
  };
  let dress = (): void => undefined;
  const pages = new Pages({
    turning: () => {
      dress();
    },
    opened,
    read: (id) => {
      tell("read", id);
    },
    wentOn: (id) => {
      tellUnfinished(run, notice, id);
    },
    skipped: (id) => {
      tell("read", id);
      run.skip(id);
    },
  });
  startAtAddress();
  document.documentElement.classList.remove("starting");
  followProgress(run, part("contents"), part("menu-button"));
  followHiding(part("hide"));
  const openContents = followMenu(part("menu-button"), part("contents"));
  followSaving(run, part("save"), notice, async () => (await MORE.wanted()).explainTrouble);
  followLifecycle(window, run);
  guardLeaving(run, window);
  const coming = script.wanted(() => {
    toCome.missing();
    run.changed();
  });
  const connecting = run.connect(coming);
  await parsed();
  if (!hasMoved) {
    startAtAddress(); // which may name a page that was not there yet
  }
  finish(run, pages, notice, taught);
  const bookmark = await connecting;
  // Not before: they are no part of the six requests that a usable page takes (docs/architecture.md, Budgets).
  bringLook();
  bringBlockScripts(document);
  dress = bringTypeface();
  const page = data.pages.find(({ id }) => id === bookmark);
  if (page && page !== data.pages[0] && !hasMoved && !isReload()) {
    fillResumePage(part(RESUME_PAGE), run, page, () => {
      openContents(page.id);
    });
    pages.start(RESUME_PAGE);
    pages.greet();
  } else {
    if (page && !hasMoved) {
      pages.start(bookmark);
    }
    tellBeginning(run, notice);
  }
  tellProblem(run, notice);

  /** Starts where the address says: pages could be turned before the player came. */
  function startAtAddress(): void {
    pages.start("");
    const isAtStart = [data.pages[0]?.id, COVER].includes(pages.currentId);
    if (!isAtStart && !isReload()) {
      opened(pages.currentId);
    }
  }

  function tell(type: "opened" | "read", id: string): void {
    const page = data.pages.find((candidate) => candidate.id === id);
    if (page) {
      run.dispatch({ type, page: page.fingerprint });
    }
  }
}

/** Does what waited for the end of the document. */
function finish(run: Run, pages: Pages, notice: Notice, taught: LaterScript<readonly PlayerQuestion[]>): void {
  openOthersApart();
  followLeaving(run, part("leave"), notice);
  const waiting = (): void => {
    const means = element("p", {}, word("player.page.no-questions-means"));
    notice.show("questions", word("player.page.no-questions"), means);
  };
  void Promise.all([MORE.wanted(waiting), taught.wanted(waiting)]).then(([more, questions]) => {
    notice.hide("questions");
    more.enhanceBlocks({ run, pages, questions });
    const help = document.querySelector<HTMLElement>("[data-saving-help]");
    if (help) {
      more.offerHelp(run, help);
    }
    more.explainTerms();
    more.followSettings(part<HTMLFormElement>("settings-form"));
    const foot = document.querySelector<HTMLElement>(".foot__links");
    if (foot) {
      more.offerPrinting(foot);
    }
    const readAloud = document.getElementById("read-aloud");
    if (readAloud) {
      more.offerReadAloud(readAloud);
    }
    const search = document.querySelector<HTMLElement>("[data-search]");
    if (search) {
      more.offerSearch(search, pages, (late) => SEARCH.wanted(late));
    }
  });
}

/** Says whether the learner only loaded the page anew: they know where they were. */
function isReload(): boolean {
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return navigation?.type === "reload";
}

/** Tells what a learner should know about how this run began, where the resume page does not. */
function tellBeginning(run: Run, notice: Notice): void {
  const words = beginningWords(run);
  if (words.length > 0) {
    notice.show("beginning", word("player.beginning.welcome-back"), ...words);
  }
}

/** Tells why nothing is recorded, where a learning system is there and its launch did not work. */
function tellProblem(run: Run, notice: Notice): void {
  const { problem } = run.saving;
  if (problem && problem.why !== "absent") {
    notice.show(
      "connection",
      word("player.trouble.nothing-recorded"),
      element("p", {}, `${problem.message} ${word("player.trouble.device-only")}`),
      // In English whatever the page's language, as the log and the console are: IT looks these words up.
      element(
        "p",
        {},
        ...wordParts("player.trouble.for-it", { detail: element("span", { lang: "en" }, problem.detail) }),
      ),
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
