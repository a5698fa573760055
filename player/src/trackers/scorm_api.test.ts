/** What an LMS says to each call, and what becomes of it. Source: docs/facts.md, "SCORM". */
import { beforeEach, describe, expect, test, vi } from "vitest";
import { FakeLms } from "../../testing/fake_lms.js";
import { CHECKPOINT, opened, PASSED, VERSIONS } from "../../testing/scorm.js";
import { course } from "../../testing/course.js";
import { ScormTracker } from "./scorm.js";
import { recentCalls } from "./call_log.js";
import { SCORM12 } from "./scorm12_words.js";
import { ScormApi } from "./scorm_api.js";

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});

const LMS = "SCORM 1.2";
const { rules, again } = VERSIONS[LMS];

function begun(): { readonly lms: FakeLms; readonly api: ScormApi } {
  const lms = new FakeLms(again, rules);
  const api = new ScormApi(lms.api, SCORM12, null);
  api.initialize();
  return { lms, api };
}

describe("a commit that is answered with", () => {
  test.each<[string, unknown]>([
    ["true", true],
    ["a word", "true"],
    ["a number (Moodle)", 1],
    ["an object that is one (forma)", Object("true")],
    ["nothing (Cornerstone)", null],
    ["nothing at all", undefined],
  ])("%s has kept what was written", (_, answer) => {
    const { lms, api } = begun();
    lms.replace("Commit", () => answer as string);
    expect(() => {
      api.commit();
    }).not.toThrow();
  });

  test("a yes has, whatever error the LMS names beside it", () => {
    const { lms, api } = begun();
    lms.api["LMSGetLastError"] = () => "101";
    expect(() => {
      api.commit();
    }).not.toThrow();
  });

  test.each<[string, unknown]>([
    ["false", false],
    ["a word", "false"],
    ["a number", 0],
  ])("%s has not, though the LMS names no error, and says so to IT", (_, answer) => {
    const { lms, api } = begun();
    lms.replace("Commit", () => answer as string);
    expect(() => {
      api.commit();
    }).toThrow(expect.objectContaining({ detail: "LMSCommit: error 0, No error; diagnostic" }) as Error);
  });

  test("nothing has not where the LMS names an error, one that SCORM does not know too, or gives nothing back", () => {
    const { lms, api } = begun();
    lms.replace("Commit", () => "");
    const broken: readonly [string, () => string, string][] = [
      ["LMSGetLastError", () => "101", "error 101, General exception; diagnostic"],
      ["LMSGetLastError", () => "7", "error 7, an error that SCORM 1.2 does not know; diagnostic"],
      [
        "LMSGetValue",
        () => {
          throw new Error("gone");
        },
        "error 0, No error; diagnostic",
      ],
    ];
    for (const [call, how, detail] of broken) {
      const before = lms.api[call]!;
      lms.api[call] = how;
      expect(() => {
        api.commit();
      }).toThrow(
        expect.objectContaining({
          message: expect.stringMatching(/\w \w.*\.$/) as string,
          detail: `LMSCommit: ${detail}`,
        }) as Error,
      );
      lms.api[call] = before;
    }
  });

  test("an error inside the LMS has not, and both IT and the console read which call it was", () => {
    const { lms, api } = begun();
    lms.trouble = { commit: "throws" };
    expect(() => {
      api.commit();
    }).toThrow(expect.objectContaining({ detail: "LMSCommit: it threw" }) as Error);
    expect(api.throws).toBe(1);
    expect(console.error).toHaveBeenCalledWith(
      "coursepack: LMSCommit failed inside the learning system",
      expect.any(Error),
    );
  });
});

test("a value is refused with the meaning of its error, and what the LMS says of it", () => {
  const { api } = begun();
  expect(api.set("cmi.core.lesson_status", "half")).toBe(
    "cmi.core.lesson_status: error 405, Incorrect data type; diagnostic",
  );
  expect(api.lastRefusal).toBe("405");
  expect(api.set("cmi.core.lesson_status", "passed")).toBeNull();
});

test("a value that an LMS answers with false, and no error, was taken (adapt-contrib-spoor)", () => {
  const { lms, api } = begun();
  lms.replace("SetValue", () => "false");
  expect(api.set("cmi.core.lesson_status", "passed")).toBeNull();
});

test("a value at which the LMS throws is none, and is not taken for an empty one", () => {
  const { lms, api } = begun();
  expect(api.isEmpty("cmi.student_data.mastery_score")).toBe(true);
  expect(api.isEmpty("cmi.core.student_name")).toBe(false);
  expect([api.isEmpty("cmi.core.exit"), api.get("cmi.core.exit")]).toEqual([false, ""]);
  lms.replace("GetValue", () => {
    throw new Error("it failed inside the LMS");
  });
  expect(api.get("cmi.core.student_name")).toBe("");
});

test("where an LMS does not say how many answers it holds, that is not known", async () => {
  const lms = new FakeLms(again, rules);
  const get = lms.replace("GetValue", (name, value) => (name.endsWith("_count") ? "" : get(name, value)));
  const resume = await new ScormTracker(lms.window(), VERSIONS[LMS].dialect(course())).open();
  expect(resume).not.toHaveProperty("answers");
});

test("a call that an LMS does not have is answered with nothing", () => {
  const api = new ScormApi({}, SCORM12, null);
  expect([api.initialize(), api.get("cmi.suspend_data"), api.isContinued]).toEqual([false, "", true]);
});

test.each([
  [65_536, 65_536],
  [65_537, 0],
])("of a value of %d characters, as no LMS has reason to give, %d are read", (length, read) => {
  const { lms, api } = begun();
  lms.replace("GetValue", () => "x".repeat(length));
  expect(api.get("cmi.suspend_data")).toHaveLength(read);
});

test("IT reads which calls were made, and how they went, and nothing that an LMS gave back", async () => {
  const { tracker, lms } = await opened(VERSIONS[LMS], { ...again, "cmi.core.student_name": "Ter, Tess" });
  expect(recentCalls()).toContain("LMSInitialize  → true");
  expect(recentCalls()).toContain("LMSGetValue cmi.core.student_name");
  expect(recentCalls().join()).not.toMatch(/Tess|1\.old/);
  tracker.report(PASSED);
  await tracker.save(CHECKPOINT);
  expect(recentCalls()).toContain("LMSSetValue cmi.core.lesson_status → true");
  expect(recentCalls().join()).not.toContain(CHECKPOINT.state);
  lms.trouble = { commit: "throws" };
  await expect(tracker.save(CHECKPOINT)).rejects.toThrow();
  expect(recentCalls()).toContain("LMSCommit  threw");
  lms.trouble = { commit: "false" };
  await expect(tracker.save(CHECKPOINT)).rejects.toThrow();
  expect(recentCalls()).toContain("LMSGetDiagnostic 101");
});
