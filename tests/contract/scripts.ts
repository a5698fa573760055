/** Scripts that chance writes, the same for the same seed. */
import { Dice } from "../faults/walks/random.js";
import type { Action, Course } from "./learner.js";

/** Returns a script of up to three sittings. Nobody tries again who has passed: a cmi5 LMS takes one score for a pass. */
export function scriptOf(seed: number, course: Course): Action[] {
  const { data } = course;
  const dice = new Dice(seed);
  const script: Action[] = [];
  let hasPassed = false;
  for (let sittings = 1 + dice.below(3); sittings > 0; sittings--) {
    script.push({ do: "open" }, ...(dice.below(3) === 0 ? everything(course) : []));
    for (let actions = dice.below(9); actions > 0; actions--) {
      const action = actionOf(dice, course, hasPassed);
      hasPassed ||= action.do === "check" && isPass(action.right, data);
      script.push(action);
    }
    script.push({ do: "wait", seconds: 20 }, { do: sittings > 1 && dice.below(2) === 0 ? "close" : "save and leave" });
  }
  return script;
}

/** Reads every page, and answers every question on them. */
function everything({ data: { pages }, taught }: Course): Action[] {
  return [
    ...pages.map((_, page): Action => ({ do: "read", page })),
    ...taught.map((_, question): Action => ({ do: "practise", question, how: "rightly" })),
  ];
}

function actionOf(dice: Dice, { data, taught }: Course, hasPassed: boolean): Action {
  const what = dice.below(hasPassed || !data.check ? 3 : 4);
  switch (what) {
    case 0:
      return { do: "read", page: dice.below(data.pages.length) };
    case 1:
      return { do: "practise", question: dice.below(taught.length), how: dice.of(["rightly", "wrongly"]) };
    case 2:
      return { do: "wait", seconds: dice.of([1, 7, 60]) };
    default:
      return { do: "check", right: dice.below((data.check?.draw ?? 0) + 1) };
  }
}

function isPass(right: number, { check }: Course["data"]): boolean {
  return check !== null && right * 100 >= check.passMark * Math.min(check.draw, check.questions.length);
}
