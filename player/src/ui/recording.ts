/**
 * What films and sounds do beyond their browser's own controls. Where a learner left one is kept as what they say to themselves
 * is: on this device, and only if they choose so (private.ts).
 */
import { clockTime } from "../core/clock_time.js";
import { word } from "../core/words.js";
import { element } from "./element.js";
import { whenOutOfSight } from "./out_of_sight.js";
import { whenStageIsSet } from "./stage.js";

/** Seconds after which the place is kept again, and before which there is none to go on from. */
const STEP = 5;

/** Follows the recording in *block*. When it is first played, *show* is to show its captions: until then they are not loaded. */
export function followRecording(block: HTMLElement, show: (track: TextTrack, media: HTMLMediaElement) => void): void {
  const media = block.querySelector<HTMLMediaElement>(".recording__media");
  if (!media) {
    return;
  }
  media.addEventListener("play", () => {
    block.dataset["begun"] = "";
    // Two voices at once are none.
    document.querySelectorAll<HTMLMediaElement>(".recording__media").forEach((other) => {
      if (other !== media) {
        other.pause();
      }
    });
  });
  media.addEventListener(
    "play",
    () => {
      Array.from(media.textTracks).forEach((track) => {
        show(track, media);
      });
    },
    { once: true },
  );
  whenOutOfSight(block, () => {
    media.pause();
  });
  keepPlace(block, media);
}

function keepPlace(block: HTMLElement, media: HTMLMediaElement): void {
  const place = element("p", { class: "recording__place" }, word("player.recording.leave"));
  let keptAt = 0;
  const tell = (): void => {
    keptAt = media.currentTime;
    // What is kept is looked at whenever something is put in.
    block.dispatchEvent(new Event("input"));
  };
  block.append(place);
  media.addEventListener("pause", tell);
  media.addEventListener("timeupdate", () => {
    if (Math.abs(media.currentTime - keptAt) >= STEP) {
      tell();
    }
  });
  whenStageIsSet(({ run, keep }) => {
    keep(run, {
      block,
      id: block.dataset["id"] ?? "",
      read: () => (media.ended || media.currentTime < STEP ? "" : String(Math.floor(media.currentTime))),
      write: (text) => {
        // Nothing is loaded by it: it is where the browser begins when it is played.
        media.currentTime = Number(text);
        block.dataset["begun"] = "";
        place.textContent = word("player.recording.goes-on", { time: clockTime(Number(text)) });
      },
      above: place,
    });
  });
}
