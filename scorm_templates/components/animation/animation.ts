/** The block `animation`: a poster with one button, and behind it the player, which comes when it is first wanted. The story in words stands below, folded: whoever plays it is not told the end before. */
import { readData } from "../../../player/src/run/data_file.js";
import { belongTo, button, element } from "../../../player/src/ui/element.js";
import { whenOutOfSight } from "../../../player/src/ui/out_of_sight.js";
import { icon } from "./icons.js";
import type { Story } from "./data.js";
import { motionIsReduced } from "./motion.js";
import { thePlayer } from "./the_player.js";
import { word } from "../../../player/src/core/words.js";

/** Gives *block* its player, opened by the learner: until then nothing is loaded and nothing moves. */
export function enhance(block: HTMLElement): void {
  const file = block.dataset["file"];
  const first = block.querySelector<HTMLImageElement>(".animation__still");
  const story = block.querySelector(".animation__story");
  if (!file || !first || !story) {
    return;
  }
  const status = element("p", { class: "animation__status", role: "status" });
  const open = button("", "button animation__open", () => {
    void opened();
  });
  open.append(
    icon("play"),
    element("span", {}, word(motionIsReduced() ? "player.animation.show-scenes" : "player.animation.play")),
  );
  const poster = element("img", { src: first.src, alt: "", class: "animation__picture", loading: "lazy" });
  const host = element("div", { class: "animation__player" });
  host.append(
    element(
      "div",
      { class: "animation__stage" },
      poster,
      belongTo(open, block.querySelector("h2"), block, ".block--animation"),
    ),
    status,
  );
  const heading = story.querySelector(".animation__heading");
  const summary = element("summary", { class: "details__summary" });
  summary.append(element("span", { class: "details__summary-text" }, heading?.textContent ?? ""));
  heading?.remove();
  const words = element("details", { class: "details" }, summary);
  story.before(host, words);
  words.append(story);

  const opened = async (): Promise<void> => {
    open.disabled = true;
    status.textContent = word("player.animation.loading");
    try {
      // Asks whether it is still the same: LMSs let browsers keep files for months (Moodle: 90 days).
      const [story, Player] = await Promise.all([readData(file, "no-cache"), thePlayer()]);
      const player = new Player(story as Story, block.querySelector(".animation__after"));
      host.replaceWith(player.element);
      const pause = (): void => {
        player.pause();
      };
      whenOutOfSight(block, pause);
      // A tab out of sight is no place for a picture.
      document.addEventListener("visibilitychange", () => {
        if (document.hidden) {
          pause();
        }
      });
      player.open();
    } catch (error) {
      console.error("coursepack: the animation did not load", error);
      status.textContent = word("player.animation.not-loaded");
      open.disabled = false;
      open.focus();
    }
  };
}
