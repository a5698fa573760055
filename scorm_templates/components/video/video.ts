/** A film: its captions are on its picture from the first second, until the learner switches them off. */
import { followRecording } from "../../../player/src/ui/recording.js";

/** Lets the film of *block* go on where it was left, and stop when nobody watches it. */
export function enhance(block: HTMLElement): void {
  followRecording(block, (track) => {
    track.mode = "showing";
  });
  const film = block.querySelector("video");
  if (film) {
    // A browser fetches a poster at once, on whatever page it is: those of other pages would keep the first one waiting.
    new IntersectionObserver((seen, observer) => {
      if (seen.some(({ isIntersecting }) => isIntersecting)) {
        film.poster = film.dataset["poster"] ?? "";
        observer.disconnect();
      }
    }).observe(film);
  }
}
