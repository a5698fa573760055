// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { course } from "../testing/course.js";
import { eventually } from "../testing/eventually.js";
import { find, layOut, press } from "../testing/document.js";
import { FakeLms } from "../testing/fake_lms.js";
import { startWith } from "../testing/start_with.js";
import { MORE } from "./later.js";
import { encode, NEW_STATE, type SavedState } from "./core/saved_state.js";
import { ScormTracker } from "./trackers/scorm.js";
import { scorm12 } from "./trackers/scorm12.js";
import { TrackerError } from "./trackers/tracker.js";

vi.mock("./run/import_script.js", () => import("../testing/import_script.js"));

const BLOCKS = {
  "L1-01": `<div data-component="choice" data-id="gone"><div class="question__static">spoilt</div></div>
    <div data-component="choice" data-id="L1-01-a"><div class="question__static">readable</div></div>`,
  "L1-03": `<div data-component="check"><p>readable</p></div>`,
};
const STORED = { ...NEW_STATE, seq: 9, bookmark: 12, pages: [11] };

let listeners: AbortController;

/** Opens the module as a learner does: a new document, in a window in which nothing else listens. */
async function open(lms: FakeLms | null, blocks: Readonly<Record<string, string>> = BLOCKS): Promise<void> {
  listeners.abort();
  listeners = new AbortController();
  history.replaceState(null, "", "/index.html");
  layOut(course(), blocks);
  await startWith((data) => lms && new ScormTracker(lms.window(), scorm12(data)));
  await MORE.wanted();
}

const save = (): string => find("#save").textContent;
const shown = (): string => find(".page[data-current]").id;
const statuses = (): string[] =>
  Array.from(document.querySelectorAll("[data-status]"), ({ textContent }) => textContent);

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 10, 21, 14, 32) });
  vi.spyOn(window, "scrollTo").mockImplementation(() => undefined);
  for (const level of ["warn", "error"] as const) {
    vi.spyOn(console, level).mockImplementation(() => undefined);
  }
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(course().build)));
  localStorage.clear();
  listeners = new AbortController();
  for (const target of [window, document]) {
    const listen = target.addEventListener.bind(target);
    vi.spyOn(target, "addEventListener").mockImplementation((type: string, listener: unknown) => {
      listen(type, listener as EventListener, { signal: listeners.signal });
    });
  }
});

afterEach(() => {
  listeners.abort();
  vi.useRealTimers();
});

test("a new learner begins on the first page, without a word that they did not ask for", async () => {
  await open(new FakeLms());
  expect(document.documentElement.classList.contains("js")).toBe(true);
  expect(shown()).toBe("L1-01");
  expect(find("#notice").hidden).toBe(true);
  expect(save()).toBe("");
});

describe("one who comes back", () => {
  const stored = (state: Partial<SavedState> = {}): FakeLms =>
    new FakeLms({ "cmi.suspend_data": encode({ ...STORED, ...state }), "cmi.core.lesson_status": "incomplete" });
  const page = (): HTMLElement => find("#welcome-back");

  test("sees where they were and what is left, and goes on from there", async () => {
    await open(stored());
    expect(shown()).toBe("welcome-back");
    expect(document.title).toMatch(/^Welcome back – /);
    expect(page().textContent).toContain("You were on Record, page 2 of 3.");
    expect(page().textContent).toContain(find("#progress").textContent);
    expect(Array.from(page().querySelectorAll("li"), ({ textContent }) => textContent)).toContain("Record");
    press("Go on: Record");
    expect(shown()).toBe("L1-02");
    expect(document.activeElement).toBe(find("#L1-02 h1"));
  });

  test("may choose from the contents instead", async () => {
    await open(stored());
    press("Choose from the contents");
    expect(find("#contents").hasAttribute("data-open")).toBe(true);
    expect(document.activeElement).toBe(find("#contents [data-page=L1-02]"));
  });

  test("is told that a try at the quiz waits for them", async () => {
    const questions = [1, 2, 3].map((question) => ({ question, answer: question > 1 ? null : "1", flagged: false }));
    await open(stored({ bookmark: 13, attempt: { seed: 1, questions, position: 1, submitted: false } }));
    expect(page().textContent).toContain("You have begun the check: 1 of 3 questions are answered, and kept.");
  });

  test("is told, where the module is complete, that reading again changes nothing", async () => {
    await open(stored({ complete: true, passed: true, best: { right: 4, total: 4 } }));
    expect(page().textContent).toContain("that does not change your result");
    expect(page().textContent).not.toContain("minutes left");
  });

  test("is not stopped where they go on before the learning system has answered", async () => {
    const lms = stored();
    layOut(course(), BLOCKS);
    const starting = startWith((data) => new ScormTracker(lms.window(), scorm12(data)));
    while (!document.querySelector(".page[data-current]")) {
      await Promise.resolve();
    }
    press("Continue: Record");
    await starting;
    expect(shown()).toBe("L1-02");
    expect(page().hidden).toBe(true);
  });

  test("goes on where they are if they turned pages before the player had started", async () => {
    const lms = stored();
    layOut(course(), BLOCKS);
    history.replaceState(null, "", "/index.html#L1-03");
    await startWith((data) => new ScormTracker(lms.window(), scorm12(data)));
    expect(shown()).toBe("L1-03");
    expect(page().hidden).toBe(true);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(lms.kept["cmi.core.lesson_location"]).toBe("L1-03");
  });

  test("stays where they are when they load the page anew", async () => {
    vi.spyOn(performance, "getEntriesByType").mockReturnValue([{ type: "reload" } as PerformanceNavigationTiming]);
    await open(stored());
    expect(shown()).toBe("L1-02");
  });
});

test("a spoilt block stays as it is and stops no other", async () => {
  await open(new FakeLms());
  expect(find("[data-id=gone] .question__static").hidden).toBe(false);
  await eventually(() => {
    expect(find("[data-id=L1-01-a] .question__static").hidden).toBe(true);
    expect(document.querySelector(".check")).not.toBeNull();
  });
});

test("a document that is not ours stays readable", async () => {
  await open(new FakeLms());
  find("#player-data").remove();
  await startWith(() => null);
  expect(document.documentElement.classList.contains("js")).toBe(false);
});

describe("the contents", () => {
  test("say how far the learner is, in words", async () => {
    await open(new FakeLms());
    expect(statuses()).toEqual(["Not started", "Not started", "Not started"]);
    await eventually(() => {
      press("I am not sure");
    });
    press("Continue: Record");
    expect(statuses()).toEqual(["Completed", "Not started", "Not started"]);
    expect(find("#progress").textContent).toBe("You have completed 1 of 3 pages. About 8 minutes left.");
  });

  test("open and close from their button, and with Escape", async () => {
    await open(new FakeLms());
    const menu = find("#menu-button");
    const isOpen = (): boolean[] => [
      menu.getAttribute("aria-expanded") === "true",
      find("#contents").hasAttribute("data-open"),
    ];
    expect(menu.hidden).toBe(false);
    menu.click();
    expect(isOpen()).toEqual([true, true]);
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
    expect(isOpen()).toEqual([false, false]);
    expect(document.activeElement).toBe(menu);
    menu.click();
    find("#contents a").click();
    expect(isOpen()).toEqual([false, false]);
  });
});

describe("the line about saving", () => {
  test("says when progress was saved, and a screen reader need not hear it", async () => {
    const lms = new FakeLms();
    await open(lms);
    press("Continue: Record");
    await vi.advanceTimersByTimeAsync(1_700);
    expect(save()).toBe("Sent 14:32"); // nobody can see what this LMS does with it
    expect(find("#save").getAttribute("aria-live")).toBe("off");
    expect(lms.kept["cmi.core.lesson_location"]).toBe("L1-02");
    expect(lms.refusals).toEqual([]);
  });

  test("tells of trouble, offers to try again after a while, and says when it is over", async () => {
    const lms = new FakeLms();
    await open(lms);
    lms.trouble = { commit: "false" };
    press("Continue: Record");
    await vi.advanceTimersByTimeAsync(1_700);
    expect(save()).toBe("Not sent yet – kept on this device");
    expect(find("#save").getAttribute("aria-live")).toBe("polite");
    expect(document.getElementById("notice-connection")).toBeNull();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(find("#notice").textContent).toContain("Your progress has not reached your learning system");
    lms.trouble = {};
    press("Try to send now");
    await vi.advanceTimersByTimeAsync(200);
    expect(save()).toBe("Sent again 14:32");
    expect(find("#notice").hidden).toBe(true);
  });

  test("says that there is no learning system, and learning goes on", async () => {
    await open(null);
    expect(save()).toBe("Not connected to a learning system");
    expect(find("#leave").hidden).toBe(true);
    press("Continue: Record");
    expect(shown()).toBe("L1-02");
  });

  test("says so too when an LMS is looked for in vain, and never waits with the pages", async () => {
    const nowhere = { window: () => ({ parent: null }) } as unknown as FakeLms;
    const starting = open(nowhere);
    await vi.advanceTimersByTimeAsync(0);
    expect(shown()).toBe("L1-01");
    expect(save()).toBe("Looking for your learning system…");
    press("Continue: Record");
    expect(shown()).toBe("L1-02");
    await vi.advanceTimersByTimeAsync(6_000);
    await starting;
    expect(save()).toBe("Not connected to a learning system");
    expect(shown()).toBe("L1-02");
  });

  test("says that nothing is recorded in review", async () => {
    await open(new FakeLms({ "cmi.core.lesson_mode": "review", "cmi.core.lesson_status": "passed" }));
    expect(save()).toBe("Looking again – nothing is recorded");
    expect(find("#leave").hidden).toBe(true);
  });
});

describe("Save and leave", () => {
  test("can be pressed before anything else is, also where the learning system answers before the button is there", async () => {
    vi.spyOn(document, "readyState", "get").mockReturnValue("loading");
    layOut(course(), BLOCKS);
    const [leave, say] = [find("#leave"), find("#say")];
    leave.remove();
    say.remove();
    const starting = startWith((data) => new ScormTracker(new FakeLms().window(), scorm12(data)));
    await vi.advanceTimersByTimeAsync(100);
    expect(save()).toBe("");
    document.body.append(leave, say, document.createElement("link"));
    await starting;
    expect(leave.hidden).toBe(false);
  });

  test("saves, finishes, and says that the course can be closed", async () => {
    const lms = new FakeLms();
    await open(lms);
    expect(find("#leave").hidden).toBe(false);
    find("#leave").click();
    await vi.advanceTimersByTimeAsync(200);
    expect(lms.writes.slice(-2)).toEqual(["commit", "finish"]);
    expect(find("#notice").textContent).toContain("You can now close this course");
    expect(document.activeElement).toBe(find("#notice h2"));
    expect(save()).toBe("This course is closed");
    expect(find("#leave").hidden).toBe(true);
  });

  test("does not finish before everything has arrived: after a lost Finish there is no second", async () => {
    const lms = new FakeLms();
    await open(lms);
    lms.trouble = { commit: "false" };
    find("#leave").click();
    await vi.advanceTimersByTimeAsync(200);
    expect(lms.finished).toBe(false);
    expect(find("#notice").textContent).toContain("Your latest progress has not been sent");
    lms.trouble = {};
    press("Stay and try again");
    await vi.advanceTimersByTimeAsync(200);
    expect(lms.finished).toBe(true);
  });
});

test("a tracker that cannot even be asked leaves the pages as they are", async () => {
  layOut(course(), BLOCKS);
  await startWith(() => ({
    sends: "",
    open: () => Promise.reject(new TrackerError("none", "", "absent")),
    viewed: vi.fn(),
    answer: vi.fn(),
    report: vi.fn(),
    save: vi.fn(),
    close: vi.fn(),
  }));
  expect(shown()).toBe("L1-01");
});
