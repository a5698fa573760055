// @vitest-environment jsdom
/** In a language that nobody speaks, no state of trouble and no failed quiz has an English word left. */
import { expect, test, vi } from "vitest";
import original from "../../../scorm_templates/words/en.json" with { type: "json" };
import { bank, course } from "../../testing/course.js";
import { find, press } from "../../testing/document.js";
import { choose, firstVisit, heading, at } from "../../testing/quiz_page.js";
import { Witness } from "../../testing/witness.js";
import { takeWords, type Words } from "../core/words.js";
import type { SaveState } from "../save/save_state.js";
import { saveWords } from "./save_line.js";
import { explainTrouble } from "./trouble.js";

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const ACCENTED = "åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž";
const ENGLISH = /[a-z]{2,}/gi;
/** What the course and the LMS of these tests say themselves. */
const ITS_OWN = new Set(JSON.stringify([course(), bank(), new Witness().sends]).match(ENGLISH));
const STATES: readonly SaveState[] = [
  "saving",
  "saved",
  "sent",
  "device",
  "memory",
  "signedout",
  "ended",
  "closed",
  "partly",
  "notracking",
  "review",
  "elsewhere",
];

/** Returns *sentence* with an accent on every letter, and its places as they were. */
function said(sentence: string): string {
  return sentence.replace(/\{\w+\}|[a-z]/gi, (found) =>
    found.startsWith("{") ? found : (ACCENTED[LETTERS.indexOf(found.toLowerCase())] ?? found),
  );
}

function speak(): void {
  const words = Object.entries(original).map(([key, sentence]) => [
    key,
    typeof sentence === "string"
      ? said(sentence)
      : Object.fromEntries(Object.entries(sentence).map(([form, text]) => [form, said(text)])),
  ]);
  takeWords(Object.fromEntries(words) as Words, "en-XA");
}

/** Returns what is read or heard of *elements* and is neither of this language nor of the course. */
function leftInEnglish(...elements: readonly (Element | string)[]): string[] {
  const texts = elements.flatMap((one) =>
    typeof one === "string"
      ? [one]
      : [one, ...one.querySelectorAll("*")].flatMap((inner) => [
          ...Array.from(inner.childNodes, (node) => (node.nodeType === Node.TEXT_NODE ? (node.textContent ?? "") : "")),
          ...["aria-label", "title", "placeholder", "alt"].map((name) => inner.getAttribute(name) ?? ""),
        ]),
  );
  return texts.flatMap((text) => text.match(ENGLISH) ?? []).filter((word) => !ITS_OWN.has(word));
}

async function pressed(english: string): Promise<void> {
  press(said(english));
  await vi.advanceTimersByTimeAsync(0);
}

test("of a quiz that is failed, put right and looked at", async () => {
  speak();
  await firstVisit();
  const left = new Set<string>();
  const look = (): void => {
    leftInEnglish(find(".check")).forEach((word) => left.add(word));
  };
  look();
  await pressed("Start the check");
  for (let number = 0; number < 4; number += 1) {
    choose("a");
    look();
    await pressed("Continue");
  }
  look();
  await pressed("Submit 4 answers");
  while (heading().startsWith(said("One more question"))) {
    choose("b");
    await pressed("Check my answer");
    look();
  }
  at.lms.isBroken = true;
  await vi.advanceTimersByTimeAsync(200);
  look();
  expect(heading()).toBe(said("Not passed yet"));
  await pressed("Try again");
  look();
  expect(find(".check").textContent).not.toBe("");
  expect([...left]).toEqual([]);
});

test.each(STATES)("of the line about saving, and what it explains, in the state %s", async (state) => {
  speak();
  await firstVisit();
  const run = { saving: { state }, state: at.run.state } as unknown as typeof at.run;
  const [title, ...content] = explainTrouble(run, "10:00");
  // A recovery code is no word of any language.
  document.body.replaceChildren(...content);
  document.querySelectorAll("textarea").forEach((code) => {
    code.remove();
  });
  expect(leftInEnglish(title, document.body, saveWords(state, "10:00", "back"))).toEqual([]);
});
