/** What a launcher of Tin Can packages puts into the address. Source: RusticiSoftware/launch, lms_lrs.md. */

/** Who learns: an xAPI agent with exactly one identifier. */
export interface Actor {
  readonly objectType: "Agent";
  readonly name?: string;
  readonly mbox?: string;
  readonly mbox_sha1sum?: string;
  readonly openid?: string;
  readonly account?: { readonly homePage: string; readonly name: string };
}

export interface Launch {
  /** The LRS's address, with a slash at its end. */
  readonly endpoint: string;
  /** The whole value of the Authorization header. */
  readonly auth: string;
  readonly actor: Actor;
  readonly registration: string | null;
  /** The id under which the launcher knows this module, if it says. */
  readonly activityId: string | null;
  readonly platform: string | null;
  readonly grouping: string | null;
}

const PARAMETERS = [
  "endpoint",
  "auth",
  "actor",
  "registration",
  "activity_id",
  "activity_platform",
  "grouping",
  "Accept-Language",
] as const;
type Parameter = (typeof PARAMETERS)[number];
type Parameters = Partial<Record<Parameter, string>>;

/**
 * Takes the launch out of the address, so that the LRS's password and the learner's name are neither shown nor copied with
 * it, and returns it; null if this was no launch. The history's entry keeps it, as a reload of the page needs it again.
 */
export function takeLaunch(host: Window): Launch | null {
  const url = new URL(host.location.href);
  const parameters: Parameters = {};
  for (const name of PARAMETERS) {
    const value = url.searchParams.get(name);
    if (value !== null) {
      parameters[name] = value;
      url.searchParams.delete(name);
    }
  }
  const given = Object.keys(parameters).length > 0;
  const launch = given ? parameters : (kept(host.history.state)?.launch ?? {});
  if (given) {
    hide(host, { launch }, url);
  }
  return parse(launch);
}

function hide(host: Window, state: { readonly launch: Parameters }, url: URL): void {
  try {
    host.history.replaceState(state, "", url);
  } catch (error) {
    // A frame without an origin of its own may not change its address; nobody sees that address either.
    console.warn("coursepack: the launch stays in the address", error);
  }
}

function parse(parameters: Parameters): Launch | null {
  const { endpoint, auth } = parameters;
  const actor = parseActor(parameters.actor ?? "");
  if (!endpoint || !auth || !actor) {
    return null;
  }
  return {
    endpoint: endpoint.endsWith("/") ? endpoint : `${endpoint}/`,
    auth,
    actor,
    registration: parameters.registration ?? null,
    activityId: parameters.activity_id ?? null,
    platform: parameters.activity_platform ?? null,
    grouping: parameters.grouping ?? null,
  };
}

/** Returns the agent in *json*, or null. Old launchers put each field into an array, which both LRSs measured refuse. */
function parseActor(json: string): Actor | null {
  const given = record(parseJson(json));
  if (!given) {
    return null;
  }
  const name = text(given["name"]);
  const who = identifier(given);
  return who && { objectType: "Agent", ...(name && { name }), ...who };
}

function identifier(given: Readonly<Record<string, unknown>>): Omit<Actor, "objectType" | "name"> | null {
  for (const field of ["mbox", "mbox_sha1sum", "openid"] as const) {
    const value = text(given[field]);
    if (value) {
      return { [field]: value };
    }
  }
  const account = record(first(given["account"])) ?? {};
  const homePage = text(account["homePage"] ?? account["accountServiceHomePage"]);
  const name = text(account["name"] ?? account["accountName"]);
  return homePage && name ? { account: { homePage, name } } : null;
}

function kept(state: unknown): { readonly launch?: Parameters } | null {
  return record(state);
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? (value as unknown[])[0] : value;
}

function text(value: unknown): string {
  const one = first(value);
  return typeof one === "string" ? one : "";
}

function record(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
