/** What an LMS says when it launches a cmi5 unit. Source: cmi5 8.1. */
import { cmi5 as facts } from "../../../scorm_templates/tracking.json";
import { parseActor, type Actor } from "./lrs/actor.js";
import { takeParameters, type Parameters } from "./lrs/parameters.js";
import { TrackerError } from "./tracker.js";

export interface Launch {
  /** The LRS's address, with a slash at the end. */
  readonly endpoint: string;
  /** Where the authorization token is fetched, once. */
  readonly fetch: string;
  /** As the LMS wrote it: it refuses any other. */
  readonly actor: Actor;
  readonly registration: string;
  readonly activityId: string;
}

const MISSING: Readonly<Record<string, string>> = {
  endpoint: "The learning system did not say where to record your progress.",
  fetch: "The learning system did not give permission to record your progress.",
  actor: "The learning system did not say who you are.",
  registration: "The learning system did not say for which enrolment this is.",
  activityId: "The learning system did not say which course this is.",
};

/** Takes the launch out of the address (see `takeParameters`); returns it, or what is wrong with it. */
export function takeLaunch(host: Window): Launch | TrackerError {
  return parse(takeParameters(host, facts.launchParameters));
}

function parse(parameters: Parameters): Launch | TrackerError {
  if (Object.keys(parameters).length === 0) {
    return new TrackerError("This course was not opened from a learning system.", "no launch parameters", "absent");
  }
  const { endpoint = "", fetch = "", registration = "", activityId = "" } = parameters;
  const actor = actorOf(parameters["actor"] ?? "");
  const sound = {
    endpoint: isAddress(endpoint),
    fetch: isAddress(fetch),
    actor: actor !== null,
    registration: registration !== "",
    activityId: activityId !== "",
  };
  const wrong = Object.entries(sound).find(([, isSound]) => !isSound)?.[0];
  if (wrong !== undefined || actor === null) {
    const detail = `the launch parameter ${wrong ?? "actor"} is missing or malformed`;
    return new TrackerError(MISSING[wrong ?? "actor"] ?? "", detail, "refused");
  }
  return { endpoint: endpoint.endsWith("/") ? endpoint : `${endpoint}/`, fetch, actor, registration, activityId };
}

/** Returns the actor exactly as it was given, if it has an account (cmi5 9.2); else null. */
function actorOf(json: string): Actor | null {
  return parseActor(json)?.account ? (JSON.parse(json) as Actor) : null;
}

function isAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(text);
}
