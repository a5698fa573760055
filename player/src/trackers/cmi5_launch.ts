/** What an LMS says when it launches a cmi5 unit. Source: cmi5 8.1. */
import { cmi5 as facts } from "../../../scorm_templates/tracking.json";
import { parseActor, type Actor } from "./lrs/actor.js";
import { takeParameters, type Parameters } from "./lrs/parameters.js";
import { TrackerError } from "./tracker.js";
import { word, type PlainKey } from "../core/words.js";

export interface Cmi5Launch {
  /** The LRS's address, with a slash at the end. */
  readonly endpoint: string;
  /** Where the authorization token is fetched, once. */
  readonly fetch: string;
  /** As the LMS wrote it: it refuses any other. */
  readonly actor: Actor;
  readonly registration: string;
  readonly activityId: string;
}

const MISSING: Readonly<Record<string, PlainKey>> = {
  endpoint: "player.launch.no-address",
  fetch: "player.launch.no-permission",
  actor: "player.launch.no-learner",
  registration: "player.launch.no-enrolment",
  activityId: "player.launch.no-course",
};

/**
 * Takes the launch out of the address (see `takeParameters`) at once. What it returns gives the launch, or what is wrong with
 * it in the words of the page, which come later.
 */
export function takeLaunch(host: Window): () => Cmi5Launch | TrackerError {
  const parameters = takeParameters(host, facts.launchParameters);
  return () => parse(parameters);
}

function parse(parameters: Parameters): Cmi5Launch | TrackerError {
  if (Object.keys(parameters).length === 0) {
    return new TrackerError(word("player.launch.no-launch"), "no launch parameters", "absent");
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
    return new TrackerError(word(MISSING[wrong ?? "actor"] ?? "player.launch.no-learner"), detail, "refused");
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
