/** @vitest-environment jsdom */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import original from "../../../scorm_templates/words/en.json" with { type: "json" };
import { clockTime, dateInWords, readWords, takeWords, word, wordParts } from "./words.js";

const AFTERNOON = new Date(2026, 10, 21, 14, 5);

afterEach(() => {
  takeWords(original, "en-GB");
  document.body.replaceChildren();
});

test("a sentence is said with values in its places", () => {
  expect(word("player.beginning.go-on", { page: "Signs" })).toBe("Go on: Signs");
  expect(word("player.check.question-of", { number: 2, total: 10 })).toBe("Question 2 of 10");
});

test("what stands in a place is never read as a sentence with places", () => {
  expect(word("player.beginning.go-on", { page: "{page} $& {count}" })).toBe("Go on: {page} $& {count}");
});

test("an element stands in the place that the language gives it", () => {
  takeWords({ "player.beginning.place": "{number}/{total}: {page}!" }, "en-GB");
  const strong = document.createElement("strong");
  expect(wordParts("player.beginning.place", { page: strong, number: 1, total: 3 })).toEqual(
    ["", "1", "/", "3", ": ", strong, "!"], // prettier-ignore
  );
});

describe("plurals are the language's own", () => {
  const forms = { one: "{count} strona", few: "{count} strony", many: "{count} stron", other: "{count} strony" };

  beforeEach(() => {
    takeWords({ "player.contents.left": forms }, "pl");
  });

  test.each([
    [1, "1 strona"],
    [3, "3 strony"],
    [5, "5 stron"],
    [22, "22 strony"],
  ])("%i in Polish", (count, said) => {
    expect(word("player.contents.left", { count })).toBe(said);
  });

  test("a form that is missing is the one for all others", () => {
    takeWords({ "player.contents.left": { other: "{count} stron" } }, "pl");
    expect(word("player.contents.left", { count: 1 })).toBe("1 stron");
  });
});

test("one minute is one minute", () => {
  expect(word("player.contents.left", { count: 1 })).toBe("About 1 minute left.");
  expect(word("player.contents.left", { count: 2 })).toBe("About 2 minutes left.");
});

test("numbers, times and dates are written as the language of the page writes them", () => {
  expect([clockTime(AFTERNOON), dateInWords(AFTERNOON)]).toEqual(["14:05", "21 November 2026"]);
  takeWords(original, "de");
  expect([clockTime(AFTERNOON), dateInWords(AFTERNOON)]).toEqual(["14:05", "21. November 2026"]);
  takeWords({ "player.check.question-of": "{number}/{total}" }, "ar-EG");
  expect(word("player.check.question-of", { number: 2, total: 10 })).toBe("٢/١٠");
});

test("a page brings its words along, and says their language", () => {
  const script = document.createElement("script");
  script.type = "application/json";
  script.id = "player-words";
  script.textContent = JSON.stringify({ "player.contents.left": { one: "Noch {count} Minute", other: "-" } });
  document.documentElement.lang = "de";
  document.body.append(script);
  readWords();
  expect(word("player.contents.left", { count: 1 })).toBe("Noch 1 Minute");
});

test("without words, as in a page that is older than the player, the key says what it is about, and nothing throws", () => {
  takeWords({}, "");
  readWords();
  expect(word("player.check.try-again")).toBe("try again");
  expect(word("player.contents.left", { count: 3 })).toBe("left");
  expect(clockTime(AFTERNOON)).toContain("05");
});
