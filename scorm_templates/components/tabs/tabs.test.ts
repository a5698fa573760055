// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from "vitest";
import { find, press } from "../../../player/testing/document.js";
import { enhance } from "./tabs.js";

beforeEach(() => {
  // eslint-disable-next-line no-restricted-properties -- a test's own document, written here
  document.body.innerHTML = `<div data-component="tabs"><h2 class="tabs__title">Ways</h2>
    ${["One", "Two", "Three"].map((name) => `<section class="tabs__panel"><h3 class="tabs__name">${name}</h3><p>${name}!</p></section>`).join("")}</div>`;
  enhance(find("[data-component=tabs]"));
});

const shown = (): string[] =>
  Array.from(document.querySelectorAll<HTMLElement>("[role=tabpanel]:not([hidden]) p"), (text) => text.textContent);
const key = (name: string): boolean =>
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));

describe("tabs", () => {
  test("show the first panel, and the panel of the tab that is pressed", () => {
    expect(shown()).toEqual(["One!"]);
    press("Three");
    expect(shown()).toEqual(["Three!"]);
    expect(find("[role=tablist]").getAttribute("aria-label")).toBe("Ways");
  });

  test("are gone through with arrows, round about, and with Home and End, and are one stop for Tab", () => {
    find("[role=tab]").focus();
    const gone = ["ArrowRight", "ArrowLeft", "ArrowLeft", "Home", "End"].map((name) => {
      key(name);
      return document.activeElement?.textContent;
    });
    expect(gone).toEqual(["Two", "One", "Three", "One", "Three"]);
    expect(shown()).toEqual(["Three!"]);
    expect(document.querySelectorAll("[role=tab][tabindex='0']")).toHaveLength(1);
  });

  test("name their panels, and show the one in which something was found", () => {
    const [, second] = Array.from(document.querySelectorAll<HTMLElement>("[role=tabpanel]"));
    expect(document.getElementById(second?.getAttribute("aria-labelledby") ?? "")?.textContent).toBe("Two");
    second?.dispatchEvent(new Event("beforematch"));
    expect(shown()).toEqual(["Two!"]);
  });
});
