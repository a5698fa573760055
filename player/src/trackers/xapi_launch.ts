/** What a launcher of Tin Can packages says. Source: docs/facts.md#what-a-tin-can-launch-says. */
import { tincan as facts } from "../../../scorm_templates/tracking.json";
import { isIri, parseActor, type Actor } from "./lrs/actor.js";
import { authorizationOf } from "./lrs/authorization.js";
import type { StoreAccount } from "./lrs/lrs.js";
import { takeParameters } from "./lrs/parameters.js";
import { whyOutOfReach } from "./lrs/reach.js";
import { TrackerError } from "./tracker.js";
import { word } from "../core/words.js";

export interface XapiLaunch extends StoreAccount {
  readonly actor: Actor;
  readonly registration: string | null;
  /** The id under which the launcher knows this module, if it says. */
  readonly activityId: string | null;
  readonly platform: string | null;
  readonly grouping: string | null;
}

/** Returns the launch, taken out of the address by now or never (see `takeParameters`), or what is wrong with it in the words of the page. */
export function launchOf(host: Window): XapiLaunch | TrackerError {
  const parameters = takeParameters(host, facts.launchParameters);
  const { endpoint, auth, registration, activity_id: activityId, activity_platform: platform, grouping } = parameters;
  if (Object.keys(parameters).length === 0) {
    return new TrackerError(word("player.launch.no-launch"), "no launch parameters", "absent");
  }
  if (!endpoint || !/^https?:\/\/[^\s/]/i.test(endpoint)) {
    return problem(word("player.launch.no-address"), "endpoint");
  }
  const outOfReach = whyOutOfReach(host, endpoint);
  if (outOfReach !== null) {
    return new TrackerError(word("player.launch.out-of-reach"), `endpoint: ${outOfReach}`, "refused");
  }
  if (!auth) {
    return problem(word("player.launch.no-permission"), "auth");
  }
  const actor = parseActor(parameters["actor"] ?? "");
  if (!actor) {
    return problem(word("player.launch.no-learner"), "actor");
  }
  return {
    endpoint: endpoint.endsWith("/") ? endpoint : `${endpoint}/`,
    auth: authorizationOf(auth),
    forbidden: "signedout",
    actor,
    // A store refuses a whole statement for one of these that is malformed, and each can be done without.
    registration: kept("registration", registration, isUuid),
    activityId: kept("activity_id", activityId, isIri),
    platform: platform ?? null,
    grouping: kept("grouping", grouping, isIri),
  };
}

function problem(message: string, parameter: string): TrackerError {
  return new TrackerError(message, `the launch parameter ${parameter} is missing or malformed`, "refused");
}

function kept(name: string, value: string | undefined, isSound: (text: string) => boolean): string | null {
  if (value === undefined || value === "") {
    return null;
  }
  if (isSound(value)) {
    return value;
  }
  console.warn(`coursepack: the launch parameter ${name} is malformed, and was left out`);
  return null;
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
