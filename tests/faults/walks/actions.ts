/** What can happen in a walk: what a learner does, and what goes wrong. Each is plain data, so that a walk can be shrunk and kept. */
import { bank } from "../../../player/testing/course.js";
import type { PlayerQuestion } from "../../../player/src/player_data.js";
import type { Failure } from "../lms/faulty.js";
import { Dice } from "./random.js";
import { Storage } from "./storage.js";
import type { Condition } from "./virtual_server.js";
import { DATA, type World } from "./world.js";

export type Action =
  | { readonly do: "read" | "open" | "try" | "answer" | "flag" | "move"; readonly which: number }
  | { readonly do: "draw" | "hide" | "show" | "kill" | "close" | "reload" | "leave" | "sign in" | "another device" | "flush" }
  | { readonly do: "submit"; readonly right: number }
  | { readonly do: "wait" | "sleep"; readonly seconds: number }
  | { readonly do: "server"; readonly is: Condition }
  | { readonly do: "storage"; readonly is: Storage["condition"] }
  | { readonly do: "fault"; readonly failure: Failure; readonly times: number };

const LEARNING = ["read", "open", "try", "answer", "answer", "flag", "move"] as const;
const CONDITIONS: readonly Condition[] = ["gone", "broken", "shut", "login", "slow", "well", "well"];
const FAILURES: readonly Failure[] = [
  { call: "LMSCommit" },
  { call: "LMSCommit", error: "0" },
  { call: "LMSCommit", throws: true },
  { call: "LMSCommit", gives: null, error: "391" },
  { call: "LMSCommit", gives: "false", error: "101", works: true },
  { call: "LMSSetValue", gives: "false", error: "0", works: true },
  { call: "LMSSetValue", throws: true },
  { call: "LMSGetValue", throws: true },
  { call: "LMSInitialize", gives: "false", error: "103", works: true },
];

/** Returns a walk of about thirty actions with up to four faults. */
export function makeWalk(seed: number): Action[] {
  const dice = new Dice(seed);
  const faults = dice.below(5);
  const actions: Action[] = [];
  for (let left = 30; left > 0; left--) {
    actions.push(...(dice.next() * left < faults && dice.next() < 0.5 ? [fault(dice)] : step(dice)));
  }
  for (let added = 0; added < faults; added++) {
    actions.splice(dice.below(actions.length), 0, fault(dice));
  }
  return actions;
}

function step(dice: Dice): Action[] {
  const what = dice.next();
  if (what < 0.55) {
    return [{ do: dice.of(LEARNING), which: dice.below(8) }];
  }
  if (what < 0.72) {
    return [{ do: "wait", seconds: dice.of([0.05, 1, 2, 6, 20, 90]) }];
  }
  if (what < 0.84) {
    return [dice.next() < 0.6 ? { do: "draw" } : { do: "submit", right: dice.below(5) }];
  }
  return [{ do: dice.of(["hide", "show", "kill", "close", "reload", "leave", "sign in", "another device", "flush"] as const) }];
}

function fault(dice: Dice): Action {
  const what = dice.next();
  if (what < 0.5) {
    return { do: "server", is: dice.of(CONDITIONS) };
  }
  if (what < 0.6) {
    return { do: "storage", is: dice.of(["well", "blocked"] as const) };
  }
  if (what < 0.7) {
    return { do: "sleep", seconds: dice.of([100, 10_000]) };
  }
  return { do: "fault", failure: dice.of(FAILURES), times: dice.of([1, 2, 4]) };
}

const BANK = bank();

/** Lets *action* happen; one that makes no sense where the learner is does nothing. */
export async function perform(world: World, action: Action): Promise<void> {
  const { run } = world;
  switch (action.do) {
    case "wait":
      return world.clock.pass(action.seconds * 1_000);
    case "sleep":
      world.clock.stop(action.seconds * 1_000);
      return world.clock.pass(5_000);
    case "server":
      world.server.condition = action.is;
      return;
    case "storage":
      world.storage.condition = action.is;
      return;
    case "sign in":
      world.server.signIn();
      return;
    case "fault":
      world.faulty?.fail(action.failure, action.times);
      return;
    case "kill":
      world.kill();
      return world.launch();
    case "close":
      await world.close();
      return world.launch();
    case "reload":
      return world.reload();
    case "another device":
      world.kill();
      world.useDevice(new Storage());
      return world.launch();
    case "leave":
      if (await world.saveAndLeave()) {
        await world.close();
        await world.launch();
      }
      return;
    default:
      if (run) {
        learn(world, action);
      }
      // The events of a page come one after the other, and promises are kept between them.
      return world.clock.pass(10);
  }
}

function learn(world: World, action: Action): void {
  const run = world.run;
  if (!run) {
    return;
  }
  const { attempt } = run.state;
  const at = "which" in action ? action.which : 0;
  const index = attempt ? at % Math.max(attempt.questions.length, 1) : 0;
  switch (action.do) {
    case "read":
    case "open":
      run.dispatch({ type: action.do === "read" ? "read" : "opened", page: DATA.pages[at % 3]?.fingerprint ?? 0 });
      break;
    case "try":
      answer(world, DATA.questions[at % 3], at < 4);
      run.dispatch({ type: "tried", question: DATA.questions[at % 3]?.fingerprint ?? 0, right: at < 4 });
      break;
    case "draw":
      if (!attempt || attempt.submitted) {
        run.dispatch({ type: "drawn", seed: run.state.seq % 65_536, questions: [101, 103, 105, 107] });
      }
      break;
    case "answer":
      run.dispatch({ type: "answered", index, answer: at < 4 ? "010" : "100" });
      break;
    case "flag":
      run.dispatch({ type: "flagged", index, flagged: at < 4 });
      break;
    case "move":
      run.dispatch({ type: "moved", position: at % 5 });
      break;
    case "submit":
      if (attempt && !attempt.submitted) {
        attempt.questions.forEach(({ question }, place) => {
          answer(world, BANK.find(({ fingerprint }) => fingerprint === question), place < action.right);
        });
        run.dispatch({ type: "submitted", right: Math.min(action.right, attempt.questions.length) });
      }
      break;
    case "hide":
      run.hidden();
      break;
    case "show":
      run.returned();
      break;
    case "flush":
      void run.flush();
      break;
  }
}

function answer(world: World, question: PlayerQuestion | undefined, right: boolean): void {
  if (question) {
    const response = question.options.map((option) => (right ? option.answer : 0));
    world.answer({ question, response, right, at: Date.now(), seconds: 3 });
  }
}
