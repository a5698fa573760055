/** What an LMS says when it launches a cmi5 unit. Source: cmi5 8.1. */
import { cmi5 as facts } from "../../../scorm_templates/tracking.json";
import { parseActor, type Actor } from "./lrs/actor.js";
import { fieldsIn } from "./lrs/fields.js";
import { takeParameters } from "./lrs/parameters.js";
import { whyOutOfReach } from "./lrs/reach.js";
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

/** Returns the launch, taken out of the address by now or never (see `takeParameters`), or what is wrong with it in the words of the page. */
export function launchOf(host: Window): Cmi5Launch | TrackerError {
  const parameters = takeParameters(host, facts.launchParameters);
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
  for (const [name, address] of Object.entries({ endpoint, fetch })) {
    const outOfReach = whyOutOfReach(host, address);
    if (outOfReach !== null) {
      return new TrackerError(word("player.launch.out-of-reach"), `${name}: ${outOfReach}`, "refused");
    }
  }
  return { endpoint: endpoint.endsWith("/") ? endpoint : `${endpoint}/`, fetch, actor, registration, activityId };
}

/** Returns the actor, if it has an account (cmi5 9.2): as it was given where that is sound, for the LMS refuses any other. */
function actorOf(json: string): Actor | null {
  const actor = parseActor(json);
  const given = fieldsIn(json) as Actor | null;
  const isSound = typeof given?.account?.name === "string" && !Array.isArray(given.name);
  return actor?.account ? (isSound ? given : actor) : null;
}

function isAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(text);
}
