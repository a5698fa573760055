// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { course } from "../../testing/course.js";
import { eventually } from "../../testing/eventually.js";
import { find, layOut } from "../../testing/document.js";
import "../more.js"; // loaded before, so that no test waits for it
import { offerReadAloud } from "./offer_read_aloud.js";

interface Voice {
  readonly lang: string;
  readonly localService: boolean;
}

const LOCAL: Voice = { lang: "en-GB", localService: true };

/** What a device speaks with: it notes what it is given, and speaks to the end when a test says so. */
class FakeSpeech extends EventTarget {
  voices: readonly Voice[] = [];
  readonly spoken: Spoken[] = [];
  cancelled = 0;
  getVoices = (): readonly Voice[] => this.voices;
  speak = (utterance: Spoken): void => {
    this.spoken.push(utterance);
  };
  cancel = (): void => {
    this.cancelled += 1;
  };
  finish(): void {
    this.spoken.at(-1)?.dispatchEvent(new Event("end"));
  }
}

class Spoken extends EventTarget {
  voice: Voice | null = null;
  lang = "";
  constructor(readonly text: string) {
    super();
  }
}

let speech: FakeSpeech;
const button = (): HTMLElement => find("#read-aloud");
const marked = (): string => document.querySelector(".is-read")?.textContent ?? "";

function offer(...voices: readonly Voice[]): void {
  speech.voices = voices;
  offerReadAloud(button());
}

async function begin(): Promise<void> {
  offer(LOCAL);
  button().click();
  await eventually(() => {
    expect(speech.spoken).toHaveLength(1);
  });
}

beforeEach(() => {
  speech = new FakeSpeech();
  vi.stubGlobal("speechSynthesis", speech);
  vi.stubGlobal("SpeechSynthesisUtterance", Spoken);
  document.documentElement.lang = "en-GB";
  layOut(course(), { "L1-01": "<p>One.</p><p>Two.</p>" });
  find("#L1-01").setAttribute("data-current", "");
  // jsdom lays nothing out: everything is in view, at no place.
  Element.prototype.getClientRects = () => [new DOMRect()] as unknown as DOMRectList;
  Element.prototype.scrollIntoView = () => undefined;
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test("it is offered where the device has a voice of its own for the page's language", () => {
  offer({ lang: "cy-GB", localService: true }, LOCAL);
  expect(button().hidden).toBe(false);
});

test.each([
  ["there is no voice", []],
  ["every voice would send the text to a server", [{ lang: "en-GB", localService: false }]],
  ["the voices speak other languages", [{ lang: "cy-GB", localService: true }]],
])("it is not offered where %s", (_, voices) => {
  offer(...voices);
  expect(button().hidden).toBe(true);
});

test("it is offered once the voices have come", () => {
  offer();
  speech.voices = [LOCAL];
  speech.dispatchEvent(new Event("voiceschanged"));
  expect(button().hidden).toBe(false);
});

test("nothing is said before the learner asks; then the page, part by part, by the local voice", async () => {
  offer({ lang: "en-GB", localService: false }, LOCAL);
  expect(speech.spoken).toEqual([]);
  button().click();
  await eventually(() => {
    expect(marked()).toBe(speech.spoken[0]?.text);
  });
  speech.finish();
  expect(marked()).toBe("One.");
  speech.finish();
  expect(speech.spoken.map(({ text }) => text).slice(-2)).toEqual(["One.", "Two."]);
  expect(speech.spoken.every(({ voice }) => voice === LOCAL)).toBe(true);
  speech.finish();
  expect(button().textContent).toBe("Read this page aloud");
});

test.each([
  [
    "the learner says so",
    () => {
      button().click();
    },
  ],
  ["the page is hidden", () => document.dispatchEvent(new CustomEvent("coursepack-hidden"))],
  [
    "the learner goes to another page",
    () => {
      find("#L1-01").removeAttribute("data-current");
    },
  ],
  ["the course is closed", () => window.dispatchEvent(new Event("pagehide"))],
])("it stops when %s, and may be asked again", async (_, act) => {
  await begin();
  expect(button().textContent).toBe("Stop reading aloud");
  act();
  await eventually(() => {
    expect(button().textContent).toBe("Read this page aloud");
  });
  expect(speech.cancelled).toBe(1);
  expect(marked()).toBe("");
});
