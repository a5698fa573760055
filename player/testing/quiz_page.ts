/** The quiz's page for tests: a module whose LMS is a witness, and a learner who presses and chooses. */
import { vi } from "vitest";
import { enhance } from "../../scorm_templates/components/check/check.js";
import type { Pages } from "../src/ui/pages.js";
import type { PlayerBank } from "../src/core/player_data.js";
import type { Run } from "../src/run/run.js";
import { bank, course, taughtLater } from "./course.js";
import { find, press } from "./document.js";
import { newRun, savingBy } from "./saving.js";
import { Witness } from "./witness.js";

export const BUILD = course().build;
export const SEED = 1;

/** What the tests look at: the LMS, and the run that is played. */
export const at = { lms: new Witness(), run: undefined as unknown as Run };
export const retitle = vi.fn();
export const fetched = vi.fn<(file: string, init: RequestInit) => Promise<Response>>();

export function served(change: Partial<PlayerBank> = {}): Promise<Response> {
  return Promise.resolve(new Response(JSON.stringify({ build: BUILD, questions: bank(), ...change })));
}

/** Opens the module's page with the quiz, as a learner does who comes (back) to it. */
export async function visit(): Promise<void> {
  at.run = newRun(course(), taughtLater);
  const block = document.createElement("div");
  block.append(Object.assign(document.createElement("p"), { className: "static", textContent: "readable" }));
  const page = document.createElement("section");
  page.className = "page";
  page.append(block);
  document.body.replaceChildren(page);
  enhance(block, { run: at.run, pages: { retitle } as unknown as Pages, questions: [] });
  await at.run.connect(savingBy(at.lms));
}

/** Opens it for the first time, on a device on which nothing is kept, before an LMS that knows of nothing. */
export async function firstVisit(): Promise<void> {
  vi.useFakeTimers();
  vi.clearAllMocks();
  // With this seed the last question of the first try is not critical.
  vi.spyOn(Math, "random").mockReturnValue(SEED / 2 ** 16);
  localStorage.clear();
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  fetched.mockImplementation(() => served());
  vi.stubGlobal("fetch", fetched);
  at.lms = new Witness();
  await visit();
}

export async function pressed(text: string): Promise<void> {
  press(text);
  await vi.advanceTimersByTimeAsync(0);
}

/** Saves what there is to save: the words are painted first, which takes a moment. */
export async function flushed(): Promise<void> {
  const flushing = at.run.saving.flush();
  await vi.advanceTimersByTimeAsync(200);
  await flushing;
}

export const screen = (): string => find(".check").textContent;
export const heading = (): string => find(".check [tabindex='-1']").textContent;

export function choose(letter: string): void {
  const inputs = Array.from(document.querySelectorAll<HTMLInputElement>("input[type=radio]"));
  inputs.find(({ labels }) => labels?.[0]?.textContent.startsWith(`Option ${letter}`))?.click();
}

/** Answers the four questions of a try with the letters given ("-" for none) and comes to the summary. */
export async function answerAll(letters: string): Promise<void> {
  for (const letter of letters) {
    choose(letter);
    await pressed("Continue");
  }
}

/** Answers what follows up on critical questions, rightly. */
export async function putRight(): Promise<void> {
  while (heading().startsWith("One more question")) {
    choose("b");
    await pressed("Check my answer");
  }
}
