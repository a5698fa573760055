/**
 * Scripts of the player that come after player.js, which holds what no page can be used without: saving.js, everything about saving, is
 * asked for at once; more.js, the questions, the quiz, settings and reading aloud, once the whole document is there; the scripts of
 * blocks that have one of their own, once the page is usable.
 */
import { bringScript } from "./run/bring_script.js";
import type { enhanceBlocks } from "./enhance.js";
import { element } from "./ui/element.js";
import type { offerHelp } from "./ui/help.js";
import type { explainTerms } from "./ui/meaning.js";
import type { offerPrinting } from "./ui/printing.js";
import type { offerReadAloud } from "./ui/offer_read_aloud.js";
import type { offerSearch } from "./ui/offer_search.js";
import type { openSearch } from "./ui/search.js";
import type { PlayerQuestion } from "./core/player_data.js";
import type { Words } from "./core/words.js";
import type { Begin } from "./run/saving_to_come.js";
import { PATIENCE, retryAfter } from "./save/model.js";
import type { followSettings } from "./ui/settings.js";
import type { explainTrouble } from "./ui/trouble.js";

/** What more.js holds. */
export interface More {
  readonly enhanceBlocks: typeof enhanceBlocks;
  readonly explainTerms: typeof explainTerms;
  readonly explainTrouble: typeof explainTrouble;
  readonly followSettings: typeof followSettings;
  readonly offerHelp: typeof offerHelp;
  readonly offerPrinting: typeof offerPrinting;
  readonly offerReadAloud: typeof offerReadAloud;
  readonly offerSearch: typeof offerSearch;
}

/** Where the scripts leave what they hold. They export nothing, so that they can be run as well as imported. */
export interface Later {
  coursepackMore?: More;
  coursepackSaving?: Begin;
  coursepackSearch?: typeof openSearch;
  /** The questions that stand on the pages (`builder/render/data_script.py`). */
  coursepackTaught?: readonly PlayerQuestion[];
  /** The words of saving.js, more.js or search.js: they come with it (`builder/render/module.py`). */
  coursepackWords?: Words;
  /** The names of the scripts of their own that have run (ui/own_script.ts). */
  coursepackRan?: string[];
}

/** One of them. What it holds it leaves where *find* looks for it. */
export class LaterScript<Held> {
  private readonly arrival: Promise<Held>;
  private arrive: (held: Held) => void = () => undefined;
  private readonly late: (() => void)[] = [];
  private failures = 0;
  private state: "not wanted" | "asking" | "waiting" | "there" = "not wanted";
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Takes the file, and the *version* to ask for, where an older one in the browser's cache would do harm. */
  constructor(
    private readonly file: string,
    private readonly find: (left: Later) => Held | false | undefined,
    private readonly version = "",
  ) {
    this.arrival = new Promise((resolve) => (this.arrive = resolve));
  }

  /** Returns what the script holds, however often it has to be asked for; *late* is called each time that it did not come. */
  wanted(late?: () => void): Promise<Held> {
    if (late) {
      this.late.push(late);
      if (this.state !== "there" && this.failures > 0) {
        late();
      }
    }
    if (this.state === "not wanted") {
      this.ask();
    }
    return this.arrival;
  }

  /** Asks once more now, if it waits to. */
  hurry(): void {
    if (this.state === "waiting") {
      this.ask();
    }
  }

  private ask(): void {
    this.state = "asking";
    clearTimeout(this.timer);
    const patience = new Promise<never>((_, reject) => {
      this.timer = setTimeout(() => {
        reject(new Error("no answer"));
      }, PATIENCE);
    });
    const loading = this.load();
    // It counts however late it comes.
    loading.then(this.came, () => undefined);
    Promise.race([loading, patience]).catch((error: unknown) => {
      if (this.state !== "there") {
        this.missed(error);
      }
    });
  }

  private readonly came = (held: Held): void => {
    this.state = "there";
    clearTimeout(this.timer);
    this.arrive(held);
  };

  private missed(error: unknown): void {
    console.warn(`coursepack: ${this.file} did not come`, error);
    this.state = "waiting";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.ask();
    }, retryAfter(this.failures));
    this.failures += 1;
    this.late.forEach((tell) => {
      tell();
    });
  }

  private async load(): Promise<Held> {
    // Some browsers remember of a module that it could not be had until the page is loaded anew: each time it has another name.
    const again = this.failures === 0 ? "" : `again=${this.failures}`;
    await bringScript(this.file, [this.version, again].filter(Boolean).join("&"));
    const held = this.find(window as Later);
    if (!held) {
      throw new Error("another file answered in its place");
    }
    return held;
  }
}

export const SAVING = new LaterScript("saving.js", ({ coursepackSaving }) => coursepackSaving);
export const MORE = new LaterScript("more.js", ({ coursepackMore }) => coursepackMore);

/** Asked for when a learner searches. */
export const SEARCH = new LaterScript("search.js", ({ coursepackSearch }) => coursepackSearch);

const OWN = new Map<string, LaterScript<true>>();

/** Returns the script *name*.js, of a kind of block or of something else that is not always wanted. */
export function ownScript(name: string): LaterScript<true> {
  const script = OWN.get(name) ?? new LaterScript(`${name}.js`, (left) => left.coursepackRan?.includes(name));
  OWN.set(name, script);
  return script;
}

/** Asks for the scripts of the blocks within *place* that have one of their own: until they come, the block can be read as it stands. */
export function bringBlockScripts(place: ParentNode): void {
  for (const block of place.querySelectorAll<HTMLElement>("[data-own-script]")) {
    bringLook();
    void ownScript(block.dataset["component"] ?? "").wanted();
  }
}

/** Asks for the look of what only scripts show: no page needs it before it is usable. */
export function bringLook(): void {
  const file = "scripted.css";
  if (!document.querySelector(`link[href="${file}"]`)) {
    const link = element("link", { rel: "stylesheet", href: file });
    // Then whatever needs it next asks for it again.
    link.addEventListener("error", () => {
      link.remove();
    });
    document.body.append(link);
  }
}
