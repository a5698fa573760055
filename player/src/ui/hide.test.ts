// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";
import { course } from "../../testing/course.js";
import { eventually } from "../../testing/eventually.js";
import { find, layOut, press } from "../../testing/document.js";
import { followHiding } from "./hide.js";

const inert = (): string[] => Array.from(document.querySelectorAll("body > [inert]"), ({ tagName }) => tagName);

beforeEach(() => {
  sessionStorage.clear();
  layOut(course());
});

test("a hidden page cannot be reached behind its cover, and has a title that says nothing", () => {
  const title = document.title;
  followHiding(find("#hide"));
  find("#hide").click();
  expect(inert()).toEqual(Array.from(document.body.children, ({ tagName }) => tagName).slice(0, -1));
  expect(document.title).toBe("Training");
  expect(document.activeElement).toBe(find(".cover button"));
  press("Show page");
  expect(inert()).toEqual([]);
  expect(document.title).toBe(title);
});

test("what still arrives when a page was hidden stands behind the cover, too", async () => {
  vi.spyOn(document, "readyState", "get").mockReturnValue("loading");
  sessionStorage.setItem("coursepack-hidden", String(Date.now()));
  const foot = find("footer");
  foot.remove();
  followHiding(find("#hide"));
  document.body.append(foot);
  expect(foot.hasAttribute("inert")).toBe(false);
  document.dispatchEvent(new Event("DOMContentLoaded"));
  await eventually(() => {
    expect(foot.hasAttribute("inert")).toBe(true);
  });
  press("Show page");
  expect(inert()).toEqual([]);
});
