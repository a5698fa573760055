/** The block `animation`: a poster with one button, and behind it the player. The story in words stays below, always. */
import { button, element } from "../element.js";
import type { Story } from "./data.js";
import { motionIsReduced } from "./motion.js";
import { Player } from "./player.js";

/** Returns the parsed JSON file of the package with that name. */
export type Load = (file: string) => Promise<unknown>;

/** Gives *block* its player, opened by the learner: until then, nothing is loaded and nothing moves. */
export function animation(block: HTMLElement, load: Load = fetched): void {
  const file = block.dataset["file"];
  const first = block.querySelector<HTMLImageElement>(".animation__still");
  const story = block.querySelector(".animation__story");
  if (!file || !first || !story) {
    return;
  }
  const note = element("p", { class: "animation__status", role: "status" });
  const open = button(motionIsReduced() ? "Show the scenes" : "Play the animation", "button animation__open", () => {
    void opened();
  });
  const poster = element("img", { src: first.src, alt: "", width: "640", height: "360", class: "animation__picture" });
  const host = element("div", { class: "animation__player" });
  host.append(element("div", { class: "animation__stage" }, poster), open, note);
  story.before(host);

  async function opened(): Promise<void> {
    open.disabled = true;
    note.textContent = "Loading";
    try {
      const player = new Player((await load(file ?? "")) as Story, block.querySelector(".animation__after"));
      host.replaceWith(player.element);
      stopOutOfSight(player, block);
      player.open();
    } catch (error) {
      console.error("coursepack: the animation did not load", error);
      note.textContent = "The animation could not be loaded. Try again, or read the story below.";
    } finally {
      open.disabled = false;
    }
  }
}

/** Pauses *player* when its page is left and when the whole document goes out of sight; it never goes on by itself. */
function stopOutOfSight(player: Player, block: HTMLElement): void {
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      player.pause();
    }
  });
  const page = block.closest(".page");
  if (page) {
    const left = new MutationObserver(() => {
      if (!page.hasAttribute("data-current")) {
        player.pause();
      }
    });
    left.observe(page, { attributeFilter: ["data-current"] });
  }
}

async function fetched(file: string): Promise<unknown> {
  // Asks whether it is still the same: LMSs let browsers keep files for months, also those of an earlier package.
  const response = await fetch(file, { cache: "no-cache" });
  if (!response.ok) {
    throw new Error(`${file}: ${response.status}`);
  }
  return response.json();
}
