/*
 * Launches a SCO the way an LMS does: gives back what it holds, puts the API up, then opens the frame. `profile` in the address
 * says which LMS. strict12, strict2004: behind the strict gate. scorm-again: its run-time of SCORM 2004 as it is. saba-dual:
 * strict, beside an API of SCORM 1.2 that nobody may touch. xframe: strict, in another origin than the course, which speaks to a
 * proxy (relay.html) that answers out of a cache.
 */
import { StrictGate, type GateCall } from "../../../scorm_templates/preview/lms/gate.js";
import { SCORM2004 } from "../../../scorm_templates/preview/lms/scorm2004.js";
import type { Values } from "../../../scorm_templates/preview/lms/server.js";
import { SCORM12 } from "./scorm12.js";

type Call = (...args: unknown[]) => unknown;
type ScormAgainApi = Readonly<Record<string, Call>>;

/** What a course finds, and tests look into. */
interface Watched {
  readonly calls: GateCall[];
  readonly violations: { readonly code: string; readonly name: string; readonly args: readonly unknown[] }[];
  readonly values: Record<string, string>;
}

/** What player.html brings along. */
declare const Scorm12API: new (settings: object) => ScormAgainApi;
declare const Scorm2004API: new (settings: object) => ScormAgainApi;
declare const CrossFrameLMS: new (api: object, origin: string, options: object) => unknown;

const query = new URLSearchParams(location.search);
const given = (name: string): string => query.get(name) ?? "";
const account = `/record?learner=${encodeURIComponent(given("learner"))}&package=${encodeURIComponent(given("package"))}`;
const profile = query.get("profile") ?? "strict12";
const globals = window as unknown as Record<string, unknown>;

/** A synchronous request, as Moodle's and forma's run-times make: the SCO's call returns when the server has answered. */
function ask(method: string, body?: object): string | null {
  const request = new XMLHttpRequest();
  request.open(method, account, false);
  try {
    request.send(body === undefined ? null : JSON.stringify(body));
  } catch {
    return null;
  }
  return request.status === 200 ? request.responseText : null;
}

/** Stores what the run-time holds; says whether that worked. */
function store(values: Values, finished: boolean): boolean {
  return ask("POST", { values, finished }) !== null;
}

const held = JSON.parse(ask("GET") ?? "{}") as { launch: Values; values: Values };

/** scorm-again as it is, but that its calls are noted and its values go to the server with each commit. */
function openly(inner: ScormAgainApi): Readonly<Record<string, Call>> & Watched {
  const watched: Watched = { calls: [], violations: [], values: {} };
  const call = (name: string): Call => {
    return (...args) => {
      const result = inner[name]?.(...args);
      const error = String(inner["GetLastError"]?.());
      if (name === "SetValue" && result === "true") {
        watched.values[String(args[0])] = String(args[1]);
      }
      const isRefused = name === "GetValue" ? !["0", "403"].includes(error) : result !== "true";
      if (isRefused) {
        watched.violations.push({ code: error, name, args });
      }
      if (name === "Commit" || name === "Terminate") {
        store({ ...held.values, ...watched.values }, name === "Terminate");
      }
      watched.calls.push({ name, args, result, error, at: Date.now() });
      return result;
    };
  };
  const noted = ["Initialize", "Terminate", "GetValue", "SetValue", "Commit"].map((name) => [name, call(name)]);
  const silent = ["GetLastError", "GetErrorString", "GetDiagnostic"].map((name) => [
    name,
    (...args: unknown[]) => inner[name]?.(...args),
  ]);
  return { ...(Object.fromEntries([...noted, ...silent]) as Record<string, Call>), ...watched } as never;
}

const version = profile === "strict12" ? SCORM12 : SCORM2004;
const settings = { autocommit: false, lmsCommitUrl: false, logLevel: 5 };
const inner =
  version === SCORM12 ? new Scorm12API({ ...settings, mastery_override: false }) : new Scorm2004API(settings);
inner["loadFromFlattenedJSON"]?.(held.launch);
const gate = new StrictGate(version, inner, held.values, store);
const { calls, violations, values } = gate;
const api = profile === "scorm-again" ? openly(inner) : { ...gate.api, calls, violations, values };
globals[version.object] = api;

if (profile === "saba-dual") {
  const touched = {
    get:
      (_: object, name: string) =>
      (...args: unknown[]) =>
        violations.push({ code: "1.2", name, args }),
  };
  globals["API"] = new Proxy({}, touched);
}

const course = `/package/${given("package")}/${given("href")}`;
const frame = document.createElement("iframe");
frame.title = "Course";
if (profile === "xframe") {
  const elsewhere = location.origin.replace("127.0.0.1", "localhost");
  frame.id = "relay";
  frame.src = `${elsewhere}/lms/relay.html?course=${encodeURIComponent(course)}&lms=${encodeURIComponent(location.origin)}`;
  // The default of 100 calls in a second is less than a check of twenty questions needs.
  const options = { rateLimit: 10_000 };
  new CrossFrameLMS({ ...api, getFlattenedCMI: () => ({ ...held.launch, ...values }) }, elsewhere, options);
} else {
  frame.id = "sco";
  frame.src = course;
}
document.body.append(frame);
