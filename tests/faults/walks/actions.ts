/** What can happen in a walk: what a learner does, and what goes wrong. Each is plain data, so that a walk can be shrunk and kept. */
import { bank } from "../../../player/testing/course.js";
import type { PlayerQuestion } from "../../../player/src/core/player_data.js";
import type { Purpose } from "../../../player/src/trackers/tracker.js";
import type { Failure } from "../../../scorm_templates/preview/lms/faulty.js";
import { Storage } from "./storage.js";
import { DATA, TAUGHT } from "./tab.js";
import type { Condition, Part } from "./virtual_server.js";
import type { World } from "./world.js";

/** What a learner does with the module. */
export type Learning =
  | { readonly do: "read" | "open" | "try" | "answer" | "flag" | "move"; readonly which: number }
  | { readonly do: "draw" | "hide" | "show" | "flush" }
  | { readonly do: "submit"; readonly right: number };

/** Milliseconds in which windows agree which of them saves; what is done in them, in one that then may not, is all it can lose. */
const AGREED = 1_500;

/** What happens to the page, and where the learner goes. */
const HAPPENINGS = {
  kill: (world: World) => world.kill(),
  close,
  reload: async (world: World) => {
    await world.reload();
    await (world.tabs.length > 1 ? agree(world) : world.clock.pass(0));
  },
  back: goAndComeBack,
  leave: async (world: World) => {
    if (await world.saveAndLeave()) {
      await close(world);
    }
  },
  "sign in": (world: World) => {
    world.server.signIn();
  },
  "other device": (world: World) => world.useOtherDevice(),
  "another window": async (world: World) => {
    if (world.tabs.length === 1 && !world.isUnguarded) {
      await world.launch();
      await agree(world);
    }
  },
  "other window": (world: World) => {
    world.switchWindow();
    return world.clock.pass(10);
  },
  "use here": (world: World) => world.useHere(),
  "copy code": (world: World) => {
    world.copyCode();
  },
  "use code": (world: World) => {
    world.useCode();
  },
} as const;

export type Action =
  | Learning
  | { readonly do: keyof typeof HAPPENINGS }
  | { readonly do: "kill within"; readonly moments: number }
  | { readonly do: "wait"; readonly seconds: number }
  | { readonly do: "sleep"; readonly seconds: number }
  | { readonly do: "clock"; readonly hours: number }
  | { readonly do: "server"; readonly is: Condition; readonly only?: Part }
  | { readonly do: "storage"; readonly is: Storage["condition"] }
  | { readonly do: "mode"; readonly is: "normal" | "review" | "browse" }
  | { readonly do: "fault"; readonly failure: Failure; readonly times: number };

const BANK = bank();

/** Lets *action* happen; one that makes no sense where the learner is does nothing. */
export async function perform(world: World, action: Action): Promise<void> {
  world.events.add(action.do);
  if (isHappening(action)) {
    return HAPPENINGS[action.do](world);
  }
  switch (action.do) {
    case "wait":
      return world.clock.pass(action.seconds * 1_000);
    case "sleep":
      world.clock.stop(action.seconds * 1_000);
      return world.clock.pass(5_000);
    case "clock":
      // What waits for a store on a device ends after 90 days, sent or not.
      world.clock.shift += (world.store ? Math.min(action.hours, 24) : action.hours) * 3_600_000;
      return world.clock.pass(10);
    case "server":
      world.server.is(action.is, action.only);
      return;
    case "storage":
      world.storage.condition = action.is;
      if (world.store && world.front && world.run?.saving.isReady !== true) {
        // What the device keeps is read, and what was answered is kept, once it is known whose it is.
        world.loseCount();
        world.front.keepsNothing ||= action.is === "blocked";
      }
      return;
    case "mode":
      world.settings = action.is === "normal" ? {} : { "cmi.core.lesson_mode": action.is, "cmi.core.credit": "no-credit" };
      return;
    case "fault":
      (world.store ?? world.front?.faulty)?.fail(action.failure, action.times);
      return;
    case "kill within":
      world.momentsLeft = action.moments;
      return;
    default:
      learn(world, action);
      // The events of a page come one after the other, and promises are kept between them.
      return world.clock.pass(10);
  }
}

function isHappening(action: Action): action is { readonly do: keyof typeof HAPPENINGS } {
  return action.do in HAPPENINGS;
}

/** Lets the windows agree, in time that no synchronous request takes from them. */
async function agree(world: World): Promise<void> {
  const { clock } = world;
  // A record store takes its time until it has said how far the learner is.
  for (let waited = 0; world.store && waited < 400 && world.run?.saving.isReady === false; waited++) {
    await clock.pass(AGREED);
  }
  for (let stopped = -1; stopped !== clock.stopped; ) {
    ({ stopped } = clock);
    await clock.pass(AGREED);
  }
}

/** The learner closes the window; the page that they come to hears the answer to what it asks at once. */
async function close(world: World): Promise<void> {
  await world.close();
  await world.clock.pass(10);
}

/** The learner leaves the page, and comes back to it out of the browser's cache. */
async function goAndComeBack(world: World): Promise<void> {
  const { front } = world;
  front?.act((run) => {
    run.hidden();
    run.saving.left("into the cache");
  });
  await world.clock.pass(10);
  world.clock.stop(30_000);
  front?.act((run) => {
    run.restored();
  });
  return world.clock.pass(1_000);
}

function learn(world: World, action: Learning): void {
  const { run, front } = world;
  const attempt = run?.state.attempt;
  const at = "which" in action ? action.which : 0;
  const index = attempt ? at % Math.max(attempt.questions.length, 1) : 0;
  front?.act((here) => {
    switch (action.do) {
      case "read":
      case "open":
        here.dispatch({ type: action.do === "read" ? "read" : "opened", page: DATA.pages[at % 3]?.fingerprint ?? 0 });
        break;
      case "try":
        answer(world, TAUGHT[at % 3], "practice", at < 4);
        here.dispatch({ type: "tried", question: TAUGHT[at % 3]?.fingerprint ?? 0, right: at < 4 });
        break;
      case "draw":
        if (!attempt || attempt.submitted) {
          here.dispatch({ type: "drawn", seed: here.state.seq % 65_536, questions: [101, 103, 105, 107] });
        }
        break;
      case "answer":
        here.dispatch({ type: "answered", index, answer: at < 4 ? "010" : "100" });
        break;
      case "flag":
        here.dispatch({ type: "flagged", index, flagged: at < 4 });
        break;
      case "move":
        here.dispatch({ type: "moved", position: at % 5 });
        break;
      case "submit":
        if (attempt && !attempt.submitted) {
          attempt.questions.forEach(({ question }, place) => {
            answer(world, BANK.find(({ fingerprint }) => fingerprint === question), "check", place < action.right);
          });
          here.dispatch({ type: "submitted", right: Math.min(action.right, attempt.questions.length) });
        }
        break;
      case "hide":
        here.hidden();
        break;
      case "show":
        here.returned();
        break;
      case "flush":
        void here.saving.flush();
        break;
    }
  });
}

function answer(world: World, question: PlayerQuestion | undefined, purpose: Purpose, right: boolean): void {
  if (question) {
    const response = question.options.map((option) => (right ? option.answer : 0));
    world.answer({ question, purpose, response, right, at: Date.now(), seconds: 3 });
  }
}
