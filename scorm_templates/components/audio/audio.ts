/** A sound: a browser has no place for its captions, so they stand below it while it plays. */
import { element } from "../../../player/src/ui/element.js";
import { followRecording } from "../../../player/src/ui/recording.js";

/** Lets the sound of *block* go on where it was left, stop when its page is left, and show what is said. */
export function enhance(block: HTMLElement): void {
  followRecording(block, (track, sound) => {
    const said = element("p", { class: "recording__captions" });
    sound.after(said);
    track.addEventListener("cuechange", () => {
      said.replaceChildren(...Array.from(track.activeCues ?? [], (cue) => (cue as VTTCue).getCueAsHTML()));
    });
    // Its cues are read, and none is drawn by the browser.
    track.mode = "hidden";
  });
}
