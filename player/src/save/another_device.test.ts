// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { course } from "../../testing/course.js";
import { emptyDisk } from "../../testing/disk.js";
import { eventually } from "../../testing/eventually.js";
import { find, layOut, press } from "../../testing/document.js";
import { FakeLms } from "../../testing/fake_lms.js";
import { startWith } from "../../testing/start_with.js";
import { readRecoveryCode } from "../core/recovery.js";
import { decode } from "../core/state_reader.js";
import { rulesOf } from "../core/session.js";
import { ScormTracker } from "../trackers/scorm.js";
import { scorm12 } from "../trackers/scorm12.js";

vi.mock("../run/import_script.js", () => import("../../testing/import_script.js"));

const BLOCKS = {
  "L1-03": `</section><section class="page" id="about"><h1 tabindex="-1">About</h1><div data-saving-help></div>`,
};

let listeners = new AbortController();

/** Opens the module on a device that knows nothing: in a new document, with nothing that an earlier one left behind. */
async function openOnNewDevice(lms: FakeLms): Promise<void> {
  listeners.abort();
  listeners = new AbortController();
  localStorage.clear();
  sessionStorage.clear();
  emptyDisk();
  history.replaceState(null, "", "/index.html");
  layOut(course(), BLOCKS);
  await startWith((data) => new ScormTracker(lms.window(), scorm12(data)));
  await eventually(() => {
    expect(document.querySelectorAll("summary").length).toBeGreaterThan(0);
  });
}

/** Opens what stands folded up under *title* on the page about the course, and returns it. */
async function unfold(title: string): Promise<HTMLDetailsElement> {
  const summary = Array.from(document.querySelectorAll("summary")).find(({ textContent }) => textContent === title);
  const details = summary!.closest("details")!;
  details.open = true;
  await eventually(() => find("textarea", details));
  return details;
}

async function codeOnThePage(): Promise<string> {
  return find<HTMLTextAreaElement>("textarea", await unfold("Show a recovery code")).value;
}

/** Pastes *code*, presses the button, and returns what the page says then. */
async function use(code: string): Promise<string> {
  const form = await unfold("Use a recovery code");
  find<HTMLTextAreaElement>("textarea", form).value = code;
  press("Use this code", form);
  return find("[role=status]", form).textContent;
}

const statuses = (): string[] =>
  Array.from(document.querySelectorAll("[data-status]"), ({ textContent }) => textContent);

/** The LMS that fails every commit, and so holds nothing. */
function deafLms(): FakeLms {
  const lms = new FakeLms();
  lms.trouble = { commit: "false" };
  return lms;
}

beforeEach(() => {
  vi.spyOn(window, "scrollTo").mockImplementation(() => undefined);
  for (const level of ["warn", "error"] as const) {
    vi.spyOn(console, level).mockImplementation(() => undefined);
  }
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(course().build)));
  for (const target of [window, document]) {
    const listen = target.addEventListener.bind(target);
    vi.spyOn(target, "addEventListener").mockImplementation((type: string, listener: unknown) => {
      listen(type, listener as EventListener, { signal: listeners.signal });
    });
  }
});

afterEach(() => {
  listeners.abort();
});

test("a learner whose LMS kept nothing goes on, on another device, from the code that the page gave them", async () => {
  await openOnNewDevice(deafLms());
  press("Continue: Record");
  press("Continue: The check");
  const before = statuses();
  const code = await codeOnThePage();
  const other = new FakeLms();
  await openOnNewDevice(other);
  expect(statuses()).not.toEqual(before);
  // As a mail program may have left it.
  expect(await use(`> "${code.slice(0, 20)}\r\n> ${code.slice(20)}"`)).toContain("What the code holds is back.");
  expect(statuses()).toEqual(before);
  await eventually(() => {
    expect(find("#save").textContent).toMatch(/^Sent /);
  });
  const stored = decode(other.kept["cmi.suspend_data"] ?? "");
  expect(stored?.pages).toEqual(decode(code)?.pages);
});

test("what was done on the new device stays, beside what the code brings", async () => {
  await openOnNewDevice(deafLms());
  press("Continue: Record");
  const code = await codeOnThePage();
  await openOnNewDevice(new FakeLms());
  press("Continue: Record");
  press("Continue: The check");
  const done = statuses();
  await use(code);
  expect(statuses()).toEqual(done);
});

test.each([
  ["that lost its end", (code: string) => code.slice(0, -3), "This is not a whole recovery code."],
  [
    "of which a character was mistyped",
    (code: string) => code.replace(/(?<=^.{9})./, (right) => (right === "g" ? "h" : "g")),
    "This is not a whole recovery code.",
  ],
  ["that is none", () => "Level 1, page 2", "This is not a whole recovery code."],
])("a code %s is refused in words, and changes nothing", async (_, spoil, words) => {
  await openOnNewDevice(new FakeLms());
  press("Continue: Record");
  const code = await codeOnThePage();
  await openOnNewDevice(new FakeLms());
  const before = statuses();
  expect(await use(spoil(code))).toContain(words);
  expect(statuses()).toEqual(before);
});

test("the code of another module is known as such", async () => {
  await openOnNewDevice(new FakeLms());
  press("Continue: Record");
  const other = course({ pages: course().pages.map((page) => ({ ...page, fingerprint: page.fingerprint + 500 })) });
  expect(readRecoveryCode(await codeOnThePage(), rulesOf({ ...other, taught: [] }))).toEqual({ problem: "foreign" });
});
