// @vitest-environment jsdom
import { beforeEach, expect, test } from "vitest";
import { course } from "../../testing/course.js";
import { find, layOut } from "../../testing/document.js";
import { NEW_STATE } from "../core/saved_state.js";
import { readWords } from "../core/words.js";
import { Notice } from "./notice.js";
import { tellUnfinished } from "./unfinished.js";

const notice = (): HTMLElement => find("#notice");

/** Leaves the page *id* of the module, of whose questions *tried* were tried. */
function leave(id: string, ...tried: readonly number[]): Notice {
  const shown = new Notice(notice());
  const state = { ...NEW_STATE, tried: tried.map((question) => ({ question, right: false })) };
  tellUnfinished({ data: course(), state }, shown, id);
  return shown;
}

beforeEach(() => {
  layOut(course());
  readWords();
});

test("a page left with a question to answer says so on the next one, to be read and heard, and leads back", () => {
  leave("L1-01");
  expect(notice().textContent).toContain("There is still something to do on “Notice”");
  expect(notice().textContent).toContain("1 question there has no answer yet.");
  expect(find("#notice a").getAttribute("href")).toBe("#L1-01");
  expect(find("#say").textContent).toContain("Notice");
});

test.each([
  ["whose questions were tried", "L1-01", [21]],
  ["that asks nothing", "L1-02", []],
])("nothing is said of a page %s", (_, id, tried) => {
  leave(id, ...tried);
  expect(notice().hidden).toBe(true);
});

test("trouble that is told of is not talked over", () => {
  const shown = new Notice(notice());
  shown.show("connection", "Your progress has not been sent");
  tellUnfinished({ data: course(), state: NEW_STATE }, shown, "L1-01");
  expect(notice().textContent).toBe("Your progress has not been sent");
});
