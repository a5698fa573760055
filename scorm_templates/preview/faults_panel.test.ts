// @vitest-environment jsdom
import { describe, expect, it, vi } from "vitest";
import { encode, NEW_STATE, type SavedState } from "../../player/src/core/saved_state.js";
import { choice } from "./choices.js";
import { FaultRunner } from "./fault_runner.js";
import { signOf } from "./fault_story.js";
import faults from "./faults.json";
import { FaultWatch } from "./faults_panel.js";
import type { FaultPlan, NotedCall, Order } from "./messages.js";

const PLANS = Object.entries(faults).flatMap(([number, fault]): [string, FaultPlan][] =>
  "does" in fault ? [[`F${number.padStart(2, "0")}`, fault.does as FaultPlan]] : [],
);

const ONE: SavedState = { ...NEW_STATE, seq: 5, pages: [0x111111], tried: [{ question: 0x222222, right: true }] };
const NAMES = { [0x111111]: "First page", [0x222222]: "What is this?" };

/** A panel with the fault *name* pressed in a module that runs and was saved. */
function pressed(name: string) {
  const watch = new FaultWatch({
    fail: () => Promise.resolve(),
    heal: () => Promise.resolve(),
    shows: () => undefined,
  });
  const plan = PLANS.find(([other]) => other === name)?.[1];
  document.body.replaceChildren(...watch.shown(plan?.in[0] ?? ""));
  watch.names = NAMES;
  watch.story.launched("learner 1", encode(ONE));
  watch.story.sees("Saved 09:00", true);
  const button = [...document.querySelectorAll("button")].find((one) => one.textContent.startsWith(`${name} `));
  button?.click();
  const told = () => {
    watch.show();
    return document.querySelector("#fault-result")?.textContent ?? "";
  };
  return { story: watch.story, plan, told, end: () => document.querySelector("button")?.click() };
}

describe("what is told of a fault", () => {
  it.each(PLANS)("judges %s only once it came into play, and counts how often", (name, plan) => {
    const { story, told } = pressed(name);
    const sign = signOf(plan);
    if (plan.launch) {
      story.launched("learner 1", encode(ONE));
    }
    if (sign === "launch" || sign === "look") {
      expect(told()).toContain("What the LMS held, it still holds: ");
      return;
    }
    expect(told()).toContain("How often it went wrong: not yet, so nothing is judged");
    expect(told()).not.toMatch(/still holds|is held:/);
    story.happens(sign);
    story.happens(sign);
    expect(told()).toContain("How often it went wrong: 2");
    expect(told()).toContain("What the LMS held, it still holds: holds");
  });

  it("says of a fault that ended before it came into play that nothing is judged, and counts no more", () => {
    const { story, told, end } = pressed("F13");
    end();
    story.happens("calls");
    expect(told()).toContain("a commit refused for ever, without an error, which has ended");
    expect(told()).toContain("never, so nothing is judged");
  });

  it("calls a page readable that stands there without its player", () => {
    const { story, told } = pressed("F60");
    story.launched("learner 1", encode(ONE));
    expect(told()).not.toContain("The page can be read: ");
    story.happens("package");
    expect(told()).toContain("The page can be read: cannot be said (no page has come yet)");
    story.sees("Nothing is recorded yet", true);
    expect(told()).toContain("The page can be read: holds");
    story.sees("Nothing is recorded yet", false);
    expect(told()).toContain("The page can be read: does not hold (there are no words on it)");
  });

  it.each(["F27", "F33"])("holds another learner's account against what was held of that one (%s)", (name) => {
    const { story, told } = pressed(name);
    story.launched("learner 2", "");
    story.happens("try");
    expect(told()).toContain("What the LMS held, it still holds: cannot be said (it held nothing that can be read)");
    story.sends(encode({ ...ONE, pages: [], tried: [], seq: 1 }));
    story.holds(encode({ ...ONE, pages: [], tried: [], seq: 1 }));
    story.sees("Saved 09:01", true);
    expect(told()).toContain("What is called saved is held: holds");
    expect(told()).not.toContain("does not hold");
  });

  it("takes for what a record store held what it holds first, of the one who is launched", () => {
    const { story, told } = pressed("F27");
    story.launched("learner 2");
    story.holds(encode(ONE));
    story.holds(encode({ ...ONE, seq: 9, pages: [] }));
    expect(told()).toContain("What the LMS held, it still holds: does not hold (page “First page”)");
  });

  it("names what is missing, and leaves out what is no part of the module", () => {
    const { story, told } = pressed("F01");
    story.launched("learner 1", encode({ ...ONE, pages: [0x111111, 0x333333] }));
    story.holds(encode({ ...ONE, tried: [], pages: [], seq: 9 }));
    expect(told()).toContain("does not hold (page “First page”, question “What is this?”)");
    expect(told()).not.toMatch(/\d{6}/);
  });

  it("takes for saved what had been sent when the line said so, and not what was sent since", () => {
    const { story, told } = pressed("F13");
    story.happens("calls");
    story.sends(encode({ ...ONE, seq: 7, passed: true }));
    story.sees("Saved 09:00", true);
    expect(told()).toContain("What is called saved is held: cannot be said (nothing has been called saved since)");
    story.sees("Saving…", true);
    story.sees("Saved 09:01", true);
    expect(told()).toContain("What is called saved is held: does not hold (the pass)");
    story.holds(encode({ ...ONE, seq: 7, passed: true }));
    expect(told()).toContain("What is called saved is held: holds");
  });

  it("sees that a state was cut, and not that an earlier one is still held", () => {
    const { story } = pressed("F23");
    const long = encode({ ...ONE, seq: 8 });
    story.launched("learner 1", encode(ONE));
    story.sends(long);
    story.holds(encode(ONE));
    expect(story.times).toBe(0);
    story.holds(long.slice(0, 20));
    expect(story.times).toBe(1);
    expect(story.inStore()).toBe("20 characters of saved state, which cannot be read");
  });

  it("sees a try at the check in what is held, and not in what was held before", () => {
    const { story } = pressed("F33");
    story.launched("learner 2");
    story.holds(encode({ ...ONE, attempts: 1 }));
    story.holds(encode({ ...ONE, attempts: 1, seq: 9 }));
    expect(story.times).toBe(0);
    story.holds(encode({ ...ONE, attempts: 2, seq: 10 }));
    expect(story.times).toBe(1);
  });

  const call: NotedCall = { name: "", value: "", result: "", why: "", at: 0 };
  it.each<[string, Partial<NotedCall>]>([
    ["F24", { name: "LMSGetValue(cmi.suspend_data)", result: "2.A\n" }],
    ["F28", { name: "LMSSetValue(cmi.interactions.0.id)", why: "401: Not implemented" }],
    ["F35", { name: "LMSCommit()", result: "true" }],
  ])("sees the habit of an LMS in its calls (%s)", (name, shows) => {
    const { story } = pressed(name);
    story.called({ ...call, ...shows });
    expect(story.times).toBe(0);
    story.launched("learner 1", "");
    story.called({ ...call, name: "LMSInitialize()", result: "true" });
    expect(story.times).toBe(0);
    story.called({ ...call, ...shows });
    expect(story.times).toBe(1);
  });

  it.each<[string, string, number]>([
    ["F66", "PUT statements", 403],
    ["F67", "PUT statements", 503],
    ["F68", "PUT statements", 503],
    ["F70", "PUT activities/state", 412],
    ["F71", "PUT activities/state", 503],
    ["F72", "GET activities/state", 200],
  ])("sees the trouble of a store in its answers (%s)", (name, asked, status) => {
    const { story, plan } = pressed(name);
    if (plan?.launch) {
      story.launched("learner 1");
    }
    story.answered("GET agents/profile", 404);
    story.answered("PUT activities/state", 204);
    expect(story.times).toBe(0);
    story.answered(asked, status);
    expect(story.times).toBe(1);
  });
});

describe("faults, one after the other", () => {
  function runner() {
    vi.useFakeTimers();
    const log: string[] = [];
    vi.stubGlobal("fetch", (_: string, { body }: { body: string }) => {
      log.push((JSON.parse(body) as { condition: string }).condition);
      return Promise.resolve(new Response());
    });
    const send = (order: Order) => log.push(order.kind);
    const launch = () => Promise.resolve(void log.push("launch"));
    return { log, run: new FaultRunner(send, launch, () => log.push(`look ${choice("width").value}`)) };
  }
  const plan = (name: string) => PLANS.find(([other]) => other === name)?.[1] ?? { in: [] };

  it("begin with everything well, so that each has its own effect alone", async () => {
    const { log, run } = runner();
    await run.fail(plan("F60"), true);
    await vi.runAllTimersAsync();
    expect(log.splice(0)).toEqual(["heal", "well", "no files", "launch", "fault"]);
    void run.fail(plan("F62"), true);
    await vi.waitUntil(() => log.includes("launch"));
    expect(log).not.toContain("fault");
    run.shows();
    await vi.runAllTimersAsync();
    expect(log.splice(0)).toEqual(["heal", "well", "launch", "fault"]);
    await run.heal();
    expect(log).toEqual(["heal", "well"]);
  });

  it("do not begin any more once they were ended or another was pressed", async () => {
    const { log, run } = runner();
    const first = run.fail(plan("F71"), true);
    await run.fail(plan("F12"), false);
    await first;
    await vi.runAllTimersAsync();
    expect(log.filter((what) => what === "fault")).toHaveLength(1);
    expect(log).not.toContain("broken");
  });

  it("last over a launch by which the learner comes back, but for what an LMS holds", async () => {
    const { run } = runner();
    await run.fail(plan("F02"), true);
    expect(run.lasting).toEqual({ api: "late" });
    await run.fail(plan("F25"), true);
    expect(run.lasting).toEqual({});
  });
});
