/** Whether this device can read a page aloud by itself, and the button for it. */
import { readAloud } from "./read_aloud.js";

/** Shows *control* once the device has a voice of its own for the page's language: other voices send the text to a server. */
export function offerReadAloud(control: HTMLElement): void {
  if (!("speechSynthesis" in window)) {
    return;
  }
  offer();
  speechSynthesis.addEventListener("voiceschanged", offer);
  control.addEventListener("click", () => {
    const voice = ownVoice();
    if (voice) {
      readAloud(control, voice);
    }
  });

  function offer(): void {
    control.hidden = !ownVoice();
  }
}

function ownVoice(): SpeechSynthesisVoice | undefined {
  const [language = "en"] = document.documentElement.lang.split("-");
  return speechSynthesis.getVoices().find((voice) => voice.localService && voice.lang.startsWith(language));
}
