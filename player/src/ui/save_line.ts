/** Tells the truth about saving, in words, without stopping anybody (docs/decisions/023-what-saved-means.md). */
import { button, element, type Child } from "./element.js";
import { NearLine } from "./near_line.js";
import type { Notice } from "./notice.js";
import type { Run } from "../run/run.js";
import type { SaveState } from "../save/save_state.js";
import type { explainTrouble } from "./trouble.js";
import { clockTime, word, type PlainKey } from "../core/words.js";

/** Milliseconds of trouble before it is worth a notice: most lost connections come back. */
const WORTH_A_NOTICE = 20_000;

/** An LMS may take seconds to show itself (Open edX); what is read meanwhile is kept, and sent once it is there. */
const LOOKING: PlainKey = "player.save.looking";

const WORDS: Readonly<Record<Exclude<SaveState, "saved" | "sent" | "idle">, PlainKey>> = {
  saving: "player.save.saving",
  device: "player.save.device",
  memory: "player.save.memory",
  signedout: "player.save.signed-out",
  partly: "player.save.partly",
  ended: "player.save.ended",
  closed: "player.save.closed",
  notracking: "player.save.no-tracking",
  review: "player.save.review",
  elsewhere: "player.save.elsewhere",
};

/** What a screen reader need not say, as nothing is wrong: it would speak after every page. */
const QUIET: readonly SaveState[] = ["idle", "saving", "saved", "sent", "partly", "notracking", "review", "closed"];
/** What a learner should do something about at once, and what may still pass. */
const URGENT: readonly SaveState[] = ["signedout", "ended", "elsewhere"];
const TROUBLE: readonly SaveState[] = ["device", "memory", ...URGENT];

/** Returns what the line says; *since* is when everything had last arrived, as a clock shows it, and *isBack* if that is news. */
export function saveWords(state: SaveState, since: string, news: "back" | "usual"): string {
  if (state === "saved" || state === "sent") {
    return word(`player.save.${state}${news === "back" ? "-again" : ""}`, { time: since });
  }
  return state === "idle" ? "" : word(WORDS[state]);
}

/** Keeps the line *save*, and where trouble lasts the notice, in step with *run*; *explainer* comes with a later file. */
export function followSaving(
  run: Run,
  save: HTMLElement,
  notice: Notice,
  explainer: () => Promise<typeof explainTrouble>,
): void {
  let shown: SaveState = "idle";
  let lastSent = "";
  let hasTrouble = false;
  let isBack = false;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const near = new NearLine(save, word("player.trouble.what-to-do"), () => {
    void tell().then(() => {
      notice.focus();
    });
  });
  save.textContent = word(LOOKING);

  run.subscribe(() => {
    if (run.saving.state !== shown) {
      show(run.saving.state);
    } else if (run.saving.isReady && save.textContent === word(LOOKING)) {
      save.textContent = "";
    }
  });

  function show(state: SaveState): void {
    const isCalm = state === "saved" || state === "sent" || state === "partly";
    // What was sent after trouble, and is proved only now, is the same news.
    isBack = isCalm && (hasTrouble || (isBack && shown === "sent" && state === "saved"));
    if (isCalm) {
      lastSent = clockTime(new Date());
      hasTrouble = false;
    }
    hasTrouble ||= TROUBLE.includes(state);
    save.setAttribute("aria-live", QUIET.includes(state) && !isBack ? "off" : "polite");
    save.toggleAttribute("data-trouble", TROUBLE.includes(state));
    save.textContent = saveWords(state, lastSent, isBack ? "back" : "usual");
    shown = state;
    followTrouble(state);
  }

  function followTrouble(state: SaveState): void {
    if (TROUBLE.includes(state)) {
      near.say(save.textContent);
      timer ??= setTimeout(() => void tell(), URGENT.includes(state) ? 0 : WORTH_A_NOTICE);
      if (URGENT.includes(state)) {
        void tell();
      }
    } else if (state !== "saving") {
      clearTimeout(timer ?? undefined);
      timer = null;
      near.say("");
      notice.hide("connection");
    }
  }

  async function tell(): Promise<void> {
    const explain = await explainer();
    if (TROUBLE.includes(shown)) {
      const [title, ...content] = explain(run, lastSent);
      notice.show("connection", title, ...content);
    }
  }
}

/** Returns what a learner who comes back should know about how this run began; nothing if all is as they left it. */
export function beginningWords(run: Run): readonly Child[] {
  const { isDamaged, isUpdated, earlier } = run.saving.news;
  return [
    ...(isDamaged ? [paragraph(word("player.beginning.damaged"))] : []),
    ...(isUpdated ? [paragraph(word("player.beginning.updated"))] : []),
    ...(earlier
      ? [
          paragraph(word("player.beginning.afresh")),
          button(word("player.beginning.bring-back"), "button button--secondary", () => {
            run.recover(earlier);
          }),
        ]
      : []),
  ];
}

function paragraph(text: string): HTMLElement {
  return element("p", {}, text);
}
