/** "Finished? Clear this device": on a device that others use, too. What has not been sent is named before anything goes. */
import { clearDevice, countUnsent } from "../save/clear_device.js";
import type { Run } from "../run/run.js";
import { word } from "../core/words.js";
import { button, element } from "./element.js";

/** Returns what stands folded up: what is cleared, what would be lost, and the button. */
export function clearing(run: Run): HTMLElement[] {
  const told = element("div", { role: "status" });
  const clear = button(word("player.clear.clear"), "button", () => void saveAndClear());
  void unsent(run).then((lost) => {
    if (lost.length > 0 && !told.hasChildNodes()) {
      told.append(...lost);
    }
  });
  return [element("p", {}, word("player.clear.what")), told, clear];

  /** Ends the session, as what has not been sent is gone afterwards; asks once more where something would be lost. */
  async function saveAndClear(): Promise<void> {
    if (run.saving.canEnd && run.saving.state !== "closed") {
      await run.saving.end();
    }
    const lost = await unsent(run);
    if (lost.length === 0) {
      await clearAll();
      return;
    }
    clear.hidden = true;
    const anyway = button(word("player.clear.anyway"), "button", () => void clearAll());
    told.replaceChildren(...lost, anyway);
    anyway.focus();
  }

  async function clearAll(): Promise<void> {
    run.saving.happen({ type: "cleared" });
    const isCleared = await clearDevice(window);
    clear.hidden = true;
    const words = element("p", { tabindex: "-1" }, word(isCleared ? "player.clear.done" : "player.clear.refused"));
    told.replaceChildren(words);
    words.focus();
  }
}

/** Returns in words what has not been sent, by this page and by any other that kept something here. */
async function unsent(run: Run): Promise<HTMLElement[]> {
  const { pending } = run.saving;
  const records = await countUnsent();
  const lines = [
    ...(pending === "nothing" ? [] : [word(pending === "a result" ? "player.clear.result" : "player.clear.newest")]),
    ...(records === 0 ? [] : [word("player.clear.records", { count: records })]),
  ];
  return lines.length === 0
    ? []
    : [
        element("p", {}, element("strong", {}, word("player.clear.unsent"))),
        element("ul", { class: "list" }, ...lines.map((line) => element("li", {}, line))),
      ];
}
