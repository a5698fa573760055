/* Launches a SCO the way an LMS does: gives back what it holds, puts the API up, then opens the frame. */
"use strict";

const facts = JSON.parse(ask("GET", "/facts/scorm12"));
const held = JSON.parse(ask("GET", account));
const inner = new Scorm12API({ autocommit: false, lmsCommitUrl: false, mastery_override: false, logLevel: 5 });
inner.loadFromFlattenedJSON(held.launch);
window.API = new StrictGate(inner, facts, held.values, store);

const frame = document.createElement("iframe");
frame.id = "sco";
frame.title = "Course";
frame.src = `/package/${query.get("package")}/${query.get("href")}`;
document.body.append(frame);
