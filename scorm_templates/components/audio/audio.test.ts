// @vitest-environment jsdom
import { expect, test } from "vitest";
import original from "../../../scorm_templates/words/en.json" with { type: "json" };
import { takeWords } from "../../../player/src/core/words.js";
import { find } from "../../../player/testing/document.js";
import { enhance } from "./audio.js";

test("the words of a sound stand below it while they are said", () => {
  takeWords(original, "en-GB");
  // eslint-disable-next-line no-restricted-properties -- a test's own document, written here
  document.body.innerHTML = `<figure data-component="audio"><audio class="recording__media"></audio></figure>`;
  const track = Object.assign(new EventTarget(), { mode: "disabled", activeCues: [] as object[] });
  const sound = find("audio");
  Object.defineProperty(sound, "textTracks", { value: [track] });
  enhance(find("figure"));
  sound.dispatchEvent(new Event("play"));
  expect(track.mode).toBe("hidden");
  for (const words of ["A queen pipes.", ""]) {
    track.activeCues = words ? [{ getCueAsHTML: () => document.createTextNode(words) }] : [];
    track.dispatchEvent(new Event("cuechange"));
    expect(find(".recording__captions").textContent).toBe(words);
  }
});
