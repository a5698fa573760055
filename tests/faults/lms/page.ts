/**
 * The LMS's page in the browser tests: it starts a run-time of the profile that the address names, puts up its API, and opens
 * the course in a frame, behind a relay of frames, or in a window of its own. Tests reach it as `window.lms`.
 */
import { Faulty } from "../../../scorm_templates/preview/lms/faulty.js";
import { otherApi, PROFILES, type ProfileName } from "../../../scorm_templates/preview/lms/profiles.js";
import { ScormAgain, type ScormAgainName } from "./scorm_again.js";
import type { Account, Change, Reply, Server, Values } from "../../../scorm_templates/preview/lms/server.js";
import type { Call, Strict12 } from "../../../scorm_templates/preview/lms/strict12.js";

interface Noted {
  readonly calls: Call[];
  readonly violations: string[];
}

interface Lms {
  runtime: Strict12 | ScormAgain;
  faulty: Faulty;
  /** Hands over the calls, and what was refused in them, that came since the last time. */
  collect(): Noted;
  /** Puts the API up, as the page does when it opens unless `api=later` stands in the address. */
  install(): void;
  /** Takes the API down, and is deaf to whoever has it still. */
  remove(): void;
  /** Puts up another run-time, as an LMS does that replaces its API under an open course. */
  replace(): void;
  /** Opens the course: in the frame, or in a window. */
  open(): void;
}

const query = new URLSearchParams(location.search);
const given = (name: string, otherwise: string): string => query.get(name) ?? otherwise;
if (query.has("cut")) {
  (globalThis as { cutAt?: number }).cutAt = Number(query.get("cut"));
}
const account = `/account?learner=${encodeURIComponent(given("learner", "tess"))}&login=${given("login", "0")}`;
/** What run-times noted that were replaced. */
const earlier: Noted = { calls: [], violations: [] };
const globals = window as unknown as Record<string, unknown> & { lms: Lms };

function ask(method: "GET" | "POST", body: string | null): Reply {
  const request = new XMLHttpRequest();
  request.open(method, account, false);
  try {
    request.send(body);
  } catch {
    return { status: 0, body: "" };
  }
  return { status: request.status, body: request.responseText };
}

/** A proxy sends from a window of another origin, of whose requests this one is told nothing. */
class Unseen {
  observe(): void {
    // There is nothing to see.
  }
  takeRecords(): readonly PerformanceEntry[] {
    return [];
  }
}
if (given("profile", "") === "xframe") {
  globals["PerformanceObserver"] = Unseen;
}

const server: Server = {
  post: (change: Change) => ask("POST", JSON.stringify(change)),
  postLater: async (change: Change) => {
    try {
      const response = await fetch(account, { method: "POST", body: JSON.stringify(change) });
      return { status: response.status, body: await response.text() };
    } catch {
      return { status: 0, body: "" };
    }
  },
  beacon: (change: Change) => {
    navigator.sendBeacon(account, JSON.stringify(change));
    return true;
  },
};

function start(): void {
  const name = given("profile", "strict12");
  const launch = {
    account: JSON.parse(ask("GET", null).body) as Account,
    server,
    learner: { id: given("learner", "tess"), name: given("name", "Ó Néill, Sam") },
    settings: JSON.parse(given("settings", "{}")) as Values,
  };
  const runtime = name.startsWith("sa-")
    ? new ScormAgain(launch, name as ScormAgainName, account)
    : new PROFILES[name as ProfileName](launch);
  const faulty = new Faulty(runtime);
  globals.lms = { ...globals.lms, runtime, faulty };
}

/** What still holds the API is not heard any more. */
function end(): void {
  for (const call of ["LMSInitialize", "LMSGetValue", "LMSSetValue", "LMSCommit", "LMSFinish"] as const) {
    globals.lms.faulty.fail({ call, gives: call === "LMSGetValue" ? "" : "false", error: "301" }, Infinity);
  }
}

function install(): void {
  globals["API"] = globals.lms.faulty.api;
  if (given("profile", "") === "saba-dual") {
    globals["API_1484_11"] = otherApi();
  }
}

function open(): void {
  const course = `/course/index.html${given("hash", "")}`;
  if (given("in", "frame") === "window") {
    window.open(course, "course", "width=1010,height=720");
    return;
  }
  const frame = document.createElement("iframe");
  frame.id = "course";
  frame.title = "Course";
  const sandbox = query.get("sandbox");
  if (sandbox !== null) {
    frame.setAttribute("sandbox", sandbox);
  }
  frame.src = query.get("relay") ?? course;
  document.body.append(frame);
  globals["tearOutFrame"] = () => {
    frame.remove();
  };
}

globals.lms = {
  install,
  remove: () => {
    globals["API"] = null;
    end();
  },
  replace: () => {
    const { runtime } = globals.lms;
    end();
    earlier.calls.push(...runtime.calls);
    earlier.violations.push(...runtime.violations);
    start();
    install();
  },
  open,
  collect: () => {
    const { runtime, faulty } = globals.lms;
    return {
      calls: [...earlier.calls.splice(0), ...runtime.calls.splice(0), ...faulty.unheard.splice(0)],
      violations: [...earlier.violations.splice(0), ...runtime.violations.splice(0)],
    };
  },
} as Lms;
start();
if (given("api", "now") === "now") {
  install();
}
if (given("open", "now") === "now") {
  open();
}
