import { describe, expect, it, vi } from "vitest";
import type { LaunchOrder, LaunchPlan, Report } from "./messages.js";
import { putUp, type Api, type Emulated } from "./runtime.js";

const EMPTY = { values: {}, totalSeconds: 0 };

/** Launches as the LMS's page does, and returns what was reported. */
function launched(format: string, plan: LaunchPlan, before: Emulated | null = null, key = "Sam") {
  const told: Report[] = [];
  const host: Record<string, unknown> = {};
  const learner = { id: "1", name: "Sam" };
  const of = { key, account: EMPTY, learner, settings: {}, places: [], notes: [], address: "" };
  const profile = plan.profile ?? "strict12";
  const order: LaunchOrder = { kind: "launch", format, profile, where: "at the start", plan, ...of };
  const emulated = putUp(host as unknown as Window, order, before, (report) => told.push(report));
  const api = (host[format === "scorm12" ? "API" : "API_1484_11"] ?? {}) as Api;
  const times = () => told.filter(({ kind }) => kind === "happened").length;
  return { emulated, host, api, told, times };
}

describe("an emulated LMS at a launch", () => {
  it.each(["scorm12", "scorm2004"])("holds what the page that was left told it as it went (%s)", async (format) => {
    vi.stubGlobal("fetch", () => Promise.resolve(new Response("true")));
    const first = launched(format, {});
    await first.emulated.server.postLater({ values: { "cmi.suspend_data": "late" }, finished: false });
    const { told } = launched(format, { values: { "cmi.launch_data": "x" } }, first.emulated);
    const values = { "cmi.suspend_data": "late", "cmi.launch_data": "x" };
    expect(told).toEqual([{ kind: "launched", key: "Sam", account: { ...EMPTY, values } }]);
    const other = launched(format, {}, first.emulated, "somebody else");
    expect(other.told).toEqual([{ kind: "launched", key: "somebody else", account: EMPTY }]);
  });

  it.each(["scorm12", "scorm2004"])(
    "goes on failing until it is healed, and says each time that it did (%s)",
    (format) => {
      const prefix = format === "scorm12" ? "LMS" : "";
      const first = launched(format, {});
      first.emulated.faulty?.fail({ call: `${prefix}Initialize`, gives: "false" }, Infinity);
      expect(first.times()).toBe(0);
      expect(first.api[`${prefix}Initialize`]?.("")).toBe("false");
      expect(first.times()).toBe(1);
      const second = launched(format, {}, first.emulated);
      expect(second.api[`${prefix}Initialize`]?.("")).toBe("false");
      expect(second.times()).toBe(1);
      second.emulated.faulty?.heal();
      expect(second.api[`${prefix}Initialize`]?.("")).toBe("true");
      expect(second.times()).toBe(1);
    },
  );

  it("says each time that its server was in trouble when it was told something", async () => {
    const { emulated, times } = launched("scorm12", {});
    await emulated.server.postLater({ values: {}, finished: false });
    expect(times()).toBe(0);
    emulated.server.condition = "gone";
    await emulated.server.postLater({ values: {}, finished: false });
    expect(times()).toBe(1);
    expect(launched("scorm12", {}, emulated).emulated.server.condition).toBe("gone");
  });

  it("has an API of the other standard beside its own where an LMS has both", () => {
    expect(launched("scorm12", { profile: "saba-dual" }).host["API_1484_11"]).toBeDefined();
    expect(launched("scorm12", {}).host["API_1484_11"]).toBeUndefined();
  });
});
