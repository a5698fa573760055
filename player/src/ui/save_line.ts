/** Tells the truth about saving, in words, without stopping anybody (docs/decisions/023-what-saved-means.md). */
import { button, element, type Child } from "./element.js";
import type { Notice } from "./notice.js";
import { recoveryCode } from "../core/recovery.js";
import type { Run } from "../run/run.js";
import type { SaveState } from "../save/save_state.js";
import { codeField } from "./help.js";

/** Milliseconds of trouble before it is worth a notice: most lost connections come back. */
const WORTH_A_NOTICE = 20_000;

/** An LMS may take seconds to show itself (Open edX); what is read meanwhile is kept, and sent once it is there. */
const LOOKING = "Looking for your learning system…";

const WORDS: Readonly<Record<Exclude<SaveState, "saved" | "sent">, string>> = {
  idle: "",
  saving: "Saving…",
  device: "Not sent yet – kept on this device",
  memory: "Not sent yet – keep this page open",
  signedout: "Your learning system has signed you out",
  partly: "Result sent – your place is kept on this device",
  ended: "Closed by your learning system – kept on this device",
  closed: "This course is closed",
  notracking: "Not connected to a learning system",
  review: "Looking again – nothing is recorded",
  elsewhere: "Open in another window – nothing is saved here",
};

/** What a screen reader need not say: it would speak after every page. */
const QUIET: readonly SaveState[] = ["idle", "saving", "saved", "sent", "partly"];
/** What a learner should do something about at once, and what may still pass. */
const URGENT: readonly SaveState[] = ["signedout", "ended", "elsewhere"];
const TROUBLE: readonly SaveState[] = ["device", "memory", ...URGENT];

/** Returns what the line says; *since* is when everything had last arrived, as a clock shows it, and *isBack* if that is news. */
export function saveWords(state: SaveState, since: string, news: "back" | "usual"): string {
  if (state === "saved" || state === "sent") {
    return `${state === "saved" ? "Saved" : "Sent"}${news === "back" ? " again" : ""} ${since}`;
  }
  return WORDS[state];
}

/** Keeps the line *save*, and where trouble lasts the notice, in step with *run*. */
export function followSaving(run: Run, save: HTMLElement, notice: Notice): void {
  let shown: SaveState = "idle";
  let lastSent = "";
  let hasTrouble = false;
  let timer: ReturnType<typeof setTimeout> | null = null;
  save.textContent = LOOKING;

  run.subscribe(() => {
    if (run.saving.state !== shown) {
      show(run.saving.state);
    } else if (run.saving.isReady && save.textContent === LOOKING) {
      save.textContent = "";
    }
  });

  function show(state: SaveState): void {
    const isCalm = state === "saved" || state === "sent" || state === "partly";
    const isBack = isCalm && hasTrouble;
    if (isCalm) {
      lastSent = clock();
      hasTrouble = false;
    }
    hasTrouble ||= TROUBLE.includes(state);
    save.setAttribute("aria-live", QUIET.includes(state) && !isBack ? "off" : "polite");
    save.textContent = saveWords(state, lastSent, isBack ? "back" : "usual");
    shown = state;
    followTrouble(state);
  }

  function followTrouble(state: SaveState): void {
    if (TROUBLE.includes(state)) {
      timer ??= setTimeout(tell, URGENT.includes(state) ? 0 : WORTH_A_NOTICE);
      if (URGENT.includes(state)) {
        tell();
      }
    } else if (state !== "saving") {
      clearTimeout(timer ?? undefined);
      timer = null;
      notice.hide("connection");
    }
  }

  function tell(): void {
    const [title, ...content] = explain(run, lastSent);
    notice.show("connection", title, ...content);
  }
}

function explain(run: Run, lastSent: string): readonly [string, ...Child[]] {
  const sent = lastSent ? ` Last sent: ${lastSent}.` : "";
  switch (run.saving.state) {
    case "elsewhere":
      return [
        "This course is open in another window",
        paragraph("Use it there, or use it here instead. What you do in this window is not saved until then."),
        button("Use it here instead", "button button--secondary", () => {
          run.saving.happen({ type: "wanted" });
        }),
      ];
    case "ended":
      return [
        "Your learning system has closed this course",
        paragraph(`You can go on reading. What you have done is kept on this device.${sent}`),
        paragraph("Close this course and open it again from your learning system: your progress will be picked up."),
      ];
    case "signedout":
      return [
        "Your learning system has signed you out",
        paragraph(`You can go on reading. Your progress is kept on this device.${sent}`),
        paragraph(
          "Sign in again in a new tab, then choose “Try to send now”. If that does not work, close this course and open it " +
            "from your learning system: your progress on this device will be picked up.",
        ),
        tryNow(run),
      ];
    case "memory":
      return [
        "Your progress has not reached your learning system",
        paragraph(`Do not close this page: this device cannot keep your progress. We go on trying to send it.${sent}`),
        tryNow(run),
        element(
          "details",
          { class: "details" },
          element("summary", { class: "details__summary" }, "Show a recovery code"),
          paragraph(
            "Copy this code before you close the page. It brings your progress back, here or on another device.",
          ),
          codeField(recoveryCode(run.state)),
        ),
      ];
    default:
      return [
        "Your progress has not reached your learning system",
        paragraph(
          "Keep going if you want to. We are keeping your progress on this device and will send it when the connection " +
            `comes back.${sent}`,
        ),
        tryNow(run),
      ];
  }
}

/** Returns what a learner who comes back should know about how this run began; nothing if all is as they left it. */
export function beginningWords(run: Run): readonly Child[] {
  const { isDamaged, isUpdated, earlier } = run.saving.news;
  const damaged =
    "Your learning system did not give your place back as it was saved. We went on from what else is known.";
  return [
    ...(isDamaged ? [paragraph(damaged)] : []),
    ...(isUpdated
      ? [paragraph("This module has been updated since you were last here. What you did still counts.")]
      : []),
    ...(earlier
      ? [
          paragraph("Your learning system has begun afresh. This device still has your progress from an earlier time."),
          button("Bring it back", "button button--secondary", () => {
            run.recover(earlier);
          }),
        ]
      : []),
  ];
}

function tryNow(run: Run): HTMLElement {
  return button("Try to send now", "button button--secondary", () => void run.saving.flush());
}

function paragraph(text: string): HTMLElement {
  return element("p", {}, text);
}

function clock(): string {
  const now = new Date();
  return [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}
