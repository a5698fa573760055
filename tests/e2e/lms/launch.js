/* Launches a SCO the way an LMS does: gives back what it holds, puts the API up, then opens the frame. */
"use strict";

const query = new URLSearchParams(location.search);
const account = `/record?learner=${encodeURIComponent(query.get("learner"))}&package=${encodeURIComponent(query.get("package"))}`;

/** A synchronous request, as Moodle's and forma's run-times make: the SCO's call returns when the server has answered. */
function ask(method, address, body) {
  const request = new XMLHttpRequest();
  request.open(method, address, false);
  try {
    request.send(body === undefined ? null : JSON.stringify(body));
  } catch {
    return null;
  }
  return request.status === 200 ? request.responseText : null;
}

const facts = JSON.parse(ask("GET", "/facts/scorm12"));
const held = JSON.parse(ask("GET", account));
const inner = new Scorm12API({ autocommit: false, lmsCommitUrl: false, mastery_override: false, logLevel: 5 });
inner.loadFromFlattenedJSON(held.launch);
window.API = new StrictGate(inner, facts, held.values, (values, finished) => ask("POST", account, { values, finished }) !== null);

const frame = document.createElement("iframe");
frame.id = "sco";
frame.title = "Course";
frame.src = `/package/${query.get("package")}/${query.get("href")}`;
document.body.append(frame);
