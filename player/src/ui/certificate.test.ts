// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from "vitest";
import { course } from "../../testing/course.js";
import { find, layOut, press } from "../../testing/document.js";
import { dayOf } from "../core/days.js";
import type { PlayerData } from "../core/player_data.js";
import { readWords } from "../core/words.js";
import { certificate, type Holder } from "./certificate.js";

const HOLDER: Holder = {
  best: { right: 3, total: 4 },
  completedOn: dayOf(new Date(2026, 2, 9)),
  name: "Ó Néill, Sam",
  record: "in an LMS",
};
const back = vi.fn();
const sheet = (change: Partial<Holder> = {}): string => {
  find("main").replaceChildren(certificate(course(), { ...HOLDER, ...change }, back));
  return find(".certificate").textContent;
};

beforeEach(() => {
  layOut(course());
  readWords();
});

describe("a certificate", () => {
  test("says who completed what on which day, as it was, and what it was about", () => {
    const words = sheet();
    expect(words).toContain("Sam Ó Néill completed Ten principles: Level 1 on 9 March 2026");
    expect(words).toContain("Notice small signs.");
    expect(words).toContain("Course version 2026.11.0");
    expect(document.querySelector("[type=date]")).toBeNull();
  });

  test("asks for the day where an earlier release did not keep it, and never takes today's for it", () => {
    expect(sheet({ completedOn: 0 })).toContain(" on __________ and passed");
    const field = find<HTMLInputElement>("[type=date]");
    field.value = "2026-03-09";
    field.dispatchEvent(new Event("input"));
    expect(find(".certificate").textContent).toContain("on 9 March 2026");
  });

  test("says who gives it out and signs it, and when to learn anew, where an edition does", () => {
    const own = { issuer: "Nethermere Partnership", logo: "logo.svg", signatory: "A. Reed, chair", refreshMonths: 24 };
    const shown = (data: PlayerData, change: Partial<Holder> = {}): string =>
      certificate(data, { ...HOLDER, ...change }, back).querySelector(".certificate")?.textContent ?? "";
    const words = shown({ ...course(), certificate: own });
    expect(words).toContain("Given out by Nethermere Partnership. Take it again by 9 March 2028.");
    expect(words).toContain("Signed for Nethermere Partnership: A. Reed, chair");
    expect(find("img", certificate({ ...course(), certificate: own }, HOLDER, back)).getAttribute("src")).toBe(
      "logo.svg",
    );
    expect(shown({ ...course(), certificate: own }, { completedOn: 0 })).not.toContain("Take it again");
    const bare = shown({ ...course(), certificate: { ...own, signatory: "", refreshMonths: 0 } });
    expect(bare).not.toMatch(/Signed for|Take it again/);
    expect(sheet()).not.toContain("Given out");
  });

  test("says where the record is", () => {
    expect(sheet()).toContain("Your learning system holds the official record.");
    const words = sheet({ record: "on this device" });
    expect(words).not.toContain("Your learning system holds");
    expect(words).toContain("No learning system was told of this.");
  });

  test("has a way back to where it was asked for", () => {
    sheet();
    press("Back to the check");
    expect(back).toHaveBeenCalled();
  });
});
