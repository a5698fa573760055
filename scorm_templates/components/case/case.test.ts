// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from "vitest";
import vector from "../../../tests/vectors/cases.json" with { type: "json" };
import { course, taughtLater } from "../../../player/testing/course.js";
import { find, press } from "../../../player/testing/document.js";
import { eventually } from "../../../player/testing/eventually.js";
import { newRun } from "../../../player/testing/saving.js";
import type { PlayerCase } from "../../../player/src/core/player_data.js";
import type { Run } from "../../../player/src/run/run.js";
import { QuestionForm } from "../../../player/src/ui/question_form.js";
import type { SharedStage } from "../../../player/src/ui/stage.js";
import { holdEnding } from "../decision/ending.js";
import { enhance } from "./case.js";

const told = vector.case as PlayerCase;
const NUMBER = 77;
const fetched = vi.fn<() => Promise<Response>>();
let run: Run;

beforeEach(() => {
  vi.stubGlobal("fetch", fetched);
  fetched.mockReset().mockImplementation(() => Promise.resolve(new Response(JSON.stringify(told))));
  run = newRun(course({ cases: [{ number: NUMBER, steps: 15 }] }), taughtLater);
  lay();
});

function lay(): void {
  // eslint-disable-next-line no-restricted-properties -- a test's own document, written here
  document.body.innerHTML = `<section class="page">
    <article data-component="case" data-id="S01-case" data-story="S01" data-file="case-S01-case.json" data-number="${NUMBER}">
      <h2>Before the rain</h2><div class="case__first">Thunder mutters.</div>
      <p class="case__whole"><a href="cases.html#S01-case">Read</a></p></article>
    <article class="block--scenario" id="after" data-story="S01">What happened</article></section>`;
  const stage = {
    run,
    holdEnding,
    ask: (...asked: ConstructorParameters<typeof QuestionForm>) => new QuestionForm(...asked),
  };
  enhance(find("[data-component=case]"), stage as unknown as SharedStage);
}

async function begun(): Promise<void> {
  press(find(".case__first ~ button").textContent);
  await eventually(() => find(".case__play"));
}

/** Chooses, at the step that is shown, the option that stands at *index* in the tree. */
function choose(index: number): void {
  const texts = told.nodes.map(({ options }) => options[index]?.text);
  Array.from(document.querySelectorAll("input"))
    .find(({ labels }) => texts.includes(labels?.[0]?.textContent ?? ""))
    ?.click();
  press("This is what I do");
}

const title = (): string => find(".feedback__title").textContent;
const heading = (): string => find(".case__play > h3").textContent;
const focused = (): string => document.activeElement?.textContent ?? "";
const way = (): readonly number[] | undefined => run.state.cases.find((path) => path.case === NUMBER)?.steps;

describe("a case", () => {
  test("fetches nothing before the learner begins, and stays readable where it cannot be had", async () => {
    expect(fetched).not.toHaveBeenCalled();
    vi.spyOn(console, "error").mockReturnValue();
    fetched.mockImplementation(() => Promise.reject(new TypeError("offline")));
    press("Decide for yourself");
    await eventually(() => {
      expect(find("[role=status]").textContent).toContain("could not be loaded");
    });
    expect(find(".case__first").textContent).toContain("Thunder mutters");
    expect(focused()).toBe("Decide for yourself");
  });

  test("shows one step at a time, with the focus on its heading, and says whose seat it is", async () => {
    await begun();
    expect(heading()).toBe("Step 1: Monday, four.");
    expect(focused()).toBe(heading());
    expect(find(".case__seat").textContent).toBe("You are Bramble.");
    expect(document.querySelectorAll("form")).toHaveLength(1);
    expect(find(".case__play").textContent).not.toContain("What happened so far");
  });

  test.each([
    [0, "Best step"],
    [1, "Helps, but not enough"],
    [2, "This could leave Bramble at risk"],
  ])("calls option %i by what it means for the person, and never wrong", async (index, verdict) => {
    await begun();
    choose(index);
    expect(title()).toBe(verdict);
    expect(focused()).toBe(verdict);
    const { feedback, then } = told.nodes[0]?.options[index] ?? { feedback: "-", then: "-" };
    expect(find(".feedback").textContent).toContain(feedback);
    expect(find(".feedback").textContent).toContain(then);
    expect(find(".feedback").dataset["verdict"]).toBe(index === 0 ? "right" : "decided");
  });

  test("asks for a choice before it goes on", async () => {
    await begun();
    press("This is what I do");
    expect(document.body.textContent).toContain("There is a problem");
    expect(way()).toBeUndefined();
  });

  test("keeps the way, so that a reload goes on where the learner was, and knows what happened so far", async () => {
    await begun();
    choose(1);
    lay();
    expect(find("button").textContent).toBe("Go on where you were");
    await begun();
    expect(heading()).toBe("Step 2: Monday, half past four.");
    expect(find("details").textContent).toContain("Guards hum back, louder.");
  });

  test("lets a step be tried again, at once and later", async () => {
    await begun();
    choose(2);
    press("Try this step again");
    expect(heading()).toBe("Step 1: Monday, four.");
    expect(way()).toEqual([]);
    choose(0);
    press("Go on");
    choose(1);
    press("Go on");
    press("Go back to step 1");
    expect(heading()).toBe("Step 1: Monday, four.");
    expect(way()).toEqual([]);
  });

  test("tells how the story goes on at its end, and not before", async () => {
    expect(find("#after").classList).toContain("is-held");
    await begun();
    choose(2);
    expect(find("#after").classList).toContain("is-held");
    press("Go on");
    expect(find("#after").classList).not.toContain("is-held");
  });

  test("can be skipped, which is remembered", () => {
    press("Skip to what happened");
    expect(find("#after").classList).not.toContain("is-held");
    lay();
    expect(find("#after").classList).not.toContain("is-held");
  });

  test("is never answered to the LMS", async () => {
    const answer = vi.spyOn(run, "answer");
    await begun();
    choose(2);
    press("Go on");
    expect(answer).not.toHaveBeenCalled();
    expect(run.rules.pages.flatMap(({ required }) => required)).not.toContain(NUMBER);
  });
});

test.each(vector.ways.filter(({ ending }) => ending !== null))(
  "the way $steps ends with: $ending, the person's own words, and a way back to each step",
  async ({ steps, ending }) => {
    await begun();
    for (const step of steps) {
      choose(step);
      press("Go on");
    }
    expect(heading()).toBe(ending);
    expect(focused()).toBe(ending);
    // The words may fit another way better: they are introduced as words to keep, whichever it was.
    expect(find("figure").previousElementSibling?.textContent).toBe("Whichever way you took, hold on to this:");
    expect(find("blockquote").textContent).toBe(told.debrief);
    const back = steps.map((_, at) => `Go back to step ${at + 1}`);
    const buttons = Array.from(document.querySelectorAll(".case__play button"), ({ textContent }) => textContent);
    expect(buttons).toEqual([...back, "Start again"]);
    press("Start again");
    expect(heading()).toBe("Step 1: Monday, four.");
  },
);
