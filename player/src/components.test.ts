// @vitest-environment jsdom
import { expect, test, vi } from "vitest";
import { course } from "../testing/course.js";
import { find, layOut } from "../testing/document.js";
import { enhanceBlocks } from "./components.js";
import { Pages } from "./pages.js";
import { Run } from "./run.js";

vi.mock("./later.js", () => ({ later: () => Promise.reject(new Error("offline")) }));

test("where the code of the questions cannot be had, they stay readable and say what may help", async () => {
  const report = vi.spyOn(console, "error").mockImplementation(() => undefined);
  layOut(course(), { "L1-01": `<div data-component="choice"><div class="question__static">readable</div></div>` });
  enhanceBlocks({
    run: new Run(course(), null),
    pages: new Pages({ opened: vi.fn(), read: vi.fn(), skipped: vi.fn() }),
  });
  await vi.waitFor(() => {
    expect(find("[data-component=choice]").textContent).toMatch(/readable.*Load the page anew to try again/);
  });
  expect(find(".question__static").hidden).toBe(false);
  expect(report).toHaveBeenCalledOnce();
});
