// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { course } from "../../testing/course.js";
import { element } from "./element.js";
import { find, layOut, press } from "../../testing/document.js";
import { FakeLms } from "../../testing/fake_lms.js";
import { startWith } from "../../testing/start_with.js";
import { MORE } from "../later.js";
import { encode, NEW_STATE } from "../core/saved_state.js";
import { ScormTracker } from "../trackers/scorm.js";
import { scorm12 } from "../trackers/scorm12.js";

vi.mock("../run/import_script.js", () => import("../../testing/import_script.js"));

/** What a screen reader says by itself: what changes in a part of the page that is live. */
let heard: string[];
const ears = new MutationObserver((changes) => {
  for (const { target } of changes) {
    const at = target instanceof Element ? target : target.parentElement;
    const live = at?.closest("[role=status], [role=alert], [aria-live]");
    if (live && live.getAttribute("aria-live") !== "off" && live.textContent.trim() !== "") {
      heard.push(live.textContent.trim());
    }
  }
});

async function open(lms: FakeLms): Promise<void> {
  layOut(course());
  const start = element("a", { "data-next": "", href: "#L1-01" }, "Start");
  const title = element("h1", { tabindex: "-1" }, "Level 1");
  find("#L1-01").before(element("section", { class: "page", id: "cover", "data-extra": "" }, title, start));
  heard = [];
  ears.observe(document, { subtree: true, childList: true, characterData: true });
  await startWith((data) => new ScormTracker(lms.window(), scorm12(data)));
  await MORE.wanted();
  await vi.advanceTimersByTimeAsync(2_000);
}

const shown = (): string => find(".page[data-current]").id;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2026, 10, 21, 14, 32) });
  vi.spyOn(window, "scrollTo").mockImplementation(() => undefined);
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(course().build)));
  history.replaceState(null, "", "/index.html");
  localStorage.clear();
});

afterEach(() => {
  ears.disconnect();
  vi.useRealTimers();
});

test("a walk on which nothing goes wrong begins on the cover and says nothing about saving", async () => {
  const lms = new FakeLms();
  await open(lms);
  expect(shown()).toBe("cover");
  for (const [way, to] of [
    ["Start", "L1-01"],
    ["Continue: Record", "L1-02"],
    ["Continue:", "L1-03"],
  ] as const) {
    press(way, find(".page[data-current]"));
    expect(shown()).toBe(to);
    expect(document.activeElement).toBe(find(`#${to} h1`));
    await vi.advanceTimersByTimeAsync(2_000);
  }
  await vi.advanceTimersByTimeAsync(20_000);
  expect(find("#save").textContent).toMatch(/^Sent /);
  expect(lms.kept["cmi.core.lesson_location"]).toBe("L1-03");
  // What they left is told once, and nothing else.
  expect(heard).toEqual(["There is still something to do on “Notice”"]);
  // What goes wrong is heard.
  lms.trouble = { commit: "false" };
  find("#contents a").click();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(heard).toContain("Not sent yet – kept on this device");
});

test("whoever comes back is not sent to the cover again", async () => {
  const state = { ...NEW_STATE, seq: 9, bookmark: 12, pages: [11] };
  await open(new FakeLms({ "cmi.suspend_data": encode(state), "cmi.core.entry": "resume" }));
  expect(shown()).toBe("welcome-back");
});
