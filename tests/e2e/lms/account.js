/* What the address of an emulated LMS says, and the learner's account on its server. */
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

/** Stores what the run-time holds; says whether that worked. */
function store(values, finished) {
  return ask("POST", account, { values, finished }) !== null;
}
