/** Reads the page that is shown aloud, with a voice of the device, and stops when the learner says so or goes elsewhere. */
import { word } from "../core/words.js";

const PARTS = "h1, h2, h3, h4, p, li, dt, dd, legend, label, figcaption, caption, th, td";
const MARK = "is-read";

let stopReading: (() => void) | null = null;

/** Starts reading with *voice*, or stops where it reads already; the words of *control* say which. */
export function readAloud(control: HTMLElement, voice: SpeechSynthesisVoice): void {
  const page = document.querySelector<HTMLElement>(".page[data-current]");
  if (stopReading || !page) {
    stopReading?.();
    return;
  }
  const parts = Array.from(page.querySelectorAll<HTMLElement>(PARTS)).filter(
    (part) => part.getClientRects().length > 0 && !part.querySelector(PARTS) && part.textContent.trim() !== "",
  );
  const away = new MutationObserver(stop);
  const words = control.textContent;
  stopReading = stop;
  control.textContent = word("player.page.stop-reading");
  away.observe(page, { attributeFilter: ["data-current"] });
  document.addEventListener("coursepack-hidden", stop);
  window.addEventListener("pagehide", stop);
  read(0);

  function read(place: number): void {
    const part = parts[place];
    parts[place - 1]?.classList.remove(MARK);
    if (!part) {
      stop();
      return;
    }
    part.classList.add(MARK);
    part.scrollIntoView({ block: "nearest" });
    const spoken = new SpeechSynthesisUtterance(part.textContent.trim());
    spoken.voice = voice;
    spoken.lang = voice.lang;
    spoken.addEventListener("end", () => {
      if (stopReading === stop) {
        read(place + 1);
      }
    });
    speechSynthesis.speak(spoken);
  }

  function stop(): void {
    stopReading = null;
    away.disconnect();
    document.removeEventListener("coursepack-hidden", stop);
    window.removeEventListener("pagehide", stop);
    parts.forEach((part) => {
      part.classList.remove(MARK);
    });
    speechSynthesis.cancel();
    control.textContent = words;
  }
}
