/** Tells the learner the truth about saving, in words, without stopping them (design decision 11). */
import { button, element } from "./element.js";
import type { Notice } from "./notice.js";
import type { Run } from "./run.js";
import type { SaveState } from "./save_loop.js";

/** Milliseconds of trouble before it is worth a notice: most lost connections come back. */
const WORTH_A_NOTICE = 20_000;

const WORDS: Readonly<Record<Exclude<SaveState, "saved">, string>> = {
  idle: "",
  saving: "Saving…",
  device: "Not sent yet – kept on this device",
  memory: "Not sent yet – keep this page open",
  notracking: "Not connected to a learning system",
  review: "Looking again – nothing is recorded",
  closed: "This course is closed",
};

/** What a screen reader need not say: it would speak after every page. */
const QUIET: readonly SaveState[] = ["idle", "saving", "saved"];

/** Keeps the line *save*, and where trouble lasts the notice, in step with *run*. */
export function followSaving(run: Run, save: HTMLElement, notice: Notice): void {
  let shown: SaveState = "idle";
  let lastSent = "";
  let trouble: ReturnType<typeof setTimeout> | null = null;

  run.subscribe(() => {
    if (run.saveState !== shown || run.saveState === "saved") {
      show(run.saveState);
    }
  });

  function show(state: SaveState): void {
    const isBack = state === "saved" && trouble !== null;
    if (state === "saved" && state !== shown) {
      lastSent = clock();
    }
    const text = state === "saved" ? `${isBack ? "Saved again" : "Saved"} ${lastSent}` : WORDS[state];
    save.setAttribute("aria-live", QUIET.includes(state) && !isBack ? "off" : "polite");
    if (save.textContent !== text) {
      save.textContent = text;
    }
    shown = state;
    followTrouble(state);
  }

  function followTrouble(state: SaveState): void {
    if (state === "device" || state === "memory") {
      trouble ??= setTimeout(() => {
        showTrouble(notice, run, lastSent);
      }, WORTH_A_NOTICE);
    } else if (state !== "saving") {
      if (trouble !== null) {
        clearTimeout(trouble);
      }
      trouble = null;
      notice.hide("connection");
    }
  }
}

function showTrouble(notice: Notice, run: Run, lastSent: string): void {
  const keeping =
    run.saveState === "memory"
      ? "Do not close this page: this device cannot keep your progress. We will send it when the connection comes back."
      : "We are keeping your progress on this device and will send it when the connection comes back.";
  const sent = lastSent ? ` Last sent: ${lastSent}.` : "";
  notice.show(
    "connection",
    "Your progress has not reached your learning system",
    element("p", {}, `Keep going if you want to. ${keeping}${sent}`),
    button("Try to send now", "button button--secondary", () => {
      void run.flush();
    }),
  );
}

function clock(): string {
  const now = new Date();
  return [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}
