/*
 * Launches a SCO the way an LMS does: gives back what it holds, puts the API up, then opens the frame. `profile` in the address
 * says which LMS. strict12, strict2004: behind the strict gate. scorm-again: its run-time of SCORM 2004 as it is. saba-dual:
 * strict, beside an API of SCORM 1.2 that nobody may touch. xframe: strict, in another origin than the course, which speaks to a
 * proxy (relay.html) that answers out of a cache.
 */
"use strict";

const profile = query.get("profile") ?? "strict12";

/** scorm-again as it is, but that its calls are noted and its values go to the server with each commit. */
function openly(inner) {
  const api = { calls: [], violations: [], values: {} };
  for (const name of ["Initialize", "Terminate", "GetValue", "SetValue", "Commit"]) {
    api[name] = (...args) => {
      const result = inner[name](...args);
      const error = String(inner.GetLastError());
      if (name === "SetValue" && result === "true") api.values[args[0]] = args[1];
      const isRefused = name === "GetValue" ? !["0", "403"].includes(error) : result !== "true";
      if (isRefused) api.violations.push({ code: error, name, args });
      if (name === "Commit" || name === "Terminate") store({ ...held.values, ...api.values }, name === "Terminate");
      api.calls.push({ name, args, result, error, at: Date.now() });
      return result;
    };
  }
  for (const name of ["GetLastError", "GetErrorString", "GetDiagnostic"]) {
    api[name] = (...args) => inner[name](...args);
  }
  return api;
}

const version = profile === "strict12" ? SCORM12 : SCORM2004;
const facts = JSON.parse(ask("GET", version === SCORM12 ? "/facts/scorm12" : "/facts/scorm2004"));
const held = JSON.parse(ask("GET", account));
const settings = { autocommit: false, lmsCommitUrl: false, logLevel: 5 };
const inner =
  version === SCORM12 ? new Scorm12API({ ...settings, mastery_override: false }) : new Scorm2004API(settings);
inner.loadFromFlattenedJSON(held.launch);
const api = profile === "scorm-again" ? openly(inner) : new StrictGate(version, inner, facts, held.values, store);
window[version.object] = api;

if (profile === "saba-dual") {
  const touched = { get: (_, name) => (...args) => api.violations.push({ code: "1.2", name: String(name), args }) };
  window.API = new Proxy({}, touched);
}

const course = `/package/${query.get("package")}/${query.get("href")}`;
const frame = document.createElement("iframe");
frame.title = "Course";
if (profile === "xframe") {
  const elsewhere = location.origin.replace("127.0.0.1", "localhost");
  frame.id = "relay";
  frame.src = `${elsewhere}/lms/relay.html?course=${encodeURIComponent(course)}&lms=${encodeURIComponent(location.origin)}`;
  // The default of 100 calls in a second is less than a check of twenty questions needs.
  const options = { rateLimit: 10_000 };
  api.getFlattenedCMI = () => ({ ...held.launch, ...api.values });
  new CrossFrameLMS(api, elsewhere, options);
} else {
  frame.id = "sco";
  frame.src = course;
}
document.body.append(frame);
