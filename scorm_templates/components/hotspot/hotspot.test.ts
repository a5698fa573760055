// @vitest-environment jsdom
import { beforeEach, expect, test } from "vitest";
import { course, question, taughtLater } from "../../../player/testing/course.js";
import { find, press } from "../../../player/testing/document.js";
import { newRun } from "../../../player/testing/saving.js";
import type { Stage } from "../../../player/src/ui/stage.js";
import { enhance } from "./hotspot.js";

const ROOM = question({
  id: "room",
  kind: "hotspot",
  shuffle: false,
  choose: 2,
  options: [{ answer: 1 }, { answer: 0 }, { answer: 1 }],
});
const pins = (): HTMLElement[] => Array.from(document.querySelectorAll<HTMLElement>(".pins > .pin"));
const inputs = (): HTMLInputElement[] => Array.from(document.querySelectorAll("input"));

beforeEach(() => {
  const figure = document.createElement("figure");
  figure.append(document.createElement("img"), document.createElement("img"));
  const block = document.createElement("div");
  Object.assign(block.dataset, { id: "room", pins: "13,57;50,60;93,80" });
  block.append(Object.assign(document.createElement("div"), { className: "question__static" }));
  document.body.replaceChildren(figure, block);
  enhance(block, { run: newRun(course(), taughtLater), questions: [ROOM] } as unknown as Stage);
});

test("each place has a numbered pin on the picture, which is not read out, and its number in the list", () => {
  expect(document.querySelectorAll(".pins > img")).toHaveLength(2);
  expect(pins().map(({ textContent, ariaHidden }) => [textContent, ariaHidden])).toEqual([
    ["1", "true"],
    ["2", "true"],
    ["3", "true"],
  ]);
  expect(pins().map(({ style }) => [style.left, style.top])).toEqual([
    ["13%", "57%"],
    ["50%", "60%"],
    ["93%", "80%"],
  ]);
  expect(Array.from(document.querySelectorAll("form .pin"), ({ textContent }) => textContent)).toEqual(["1", "2", "3"]);
});

test("a pin and its line are one answer, whichever is pressed", () => {
  pins()[2]?.click();
  inputs()[0]?.click();
  expect(inputs().map(({ checked }) => checked)).toEqual([true, false, true]);
  expect(pins().map((pin) => "chosen" in pin.dataset)).toEqual([true, false, true]);
  press("Check my answer");
  expect(find(".feedback__title").textContent).toBe("Right");
});

test("a pin changes nothing once the question is answered", () => {
  pins()[0]?.click();
  pins()[1]?.click();
  press("Check my answer");
  pins()[2]?.click();
  expect(inputs().map(({ checked }) => checked)).toEqual([true, true, false]);
});
