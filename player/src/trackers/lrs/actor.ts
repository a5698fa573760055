/** Who learns: an xAPI agent with exactly one identifier. Source: xAPI-Data 2.4.2. */
import { fieldsOf, type Fields } from "./fields.js";

export interface Actor {
  readonly objectType?: "Agent";
  readonly name?: string;
  readonly mbox?: string;
  readonly mbox_sha1sum?: string;
  readonly openid?: string;
  readonly account?: { readonly homePage: string; readonly name: string };
}

type Identifier = Omit<Actor, "objectType" | "name">;

const FORMS = {
  mbox: /^mailto:[^\s@]+@[^\s@]+$/,
  mbox_sha1sum: /^[0-9a-f]{40}$/i,
  openid: /^[a-z][a-z0-9+.-]*:\S+$/i,
} as const;

/** Says whether *text* is an absolute IRI, as every LRS wants ids to be. */
export function isIri(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i.test(text);
}

/**
 * Returns the agent in *json*, or null. Old launchers put each field into an array, or the whole agent, which both LRSs
 * measured refuse; others write the JSON into a string of JSON (docs/facts.md#launch-values-as-launchers-write-them).
 */
export function parseActor(json: string): Actor | null {
  const given = fieldsOf(first(valueIn(json)));
  if (!given || given["objectType"] === "Group") {
    return null;
  }
  const name = text(given["name"]);
  const who = identifier(given);
  return who && { objectType: "Agent", ...(name && { name }), ...who };
}

/** Returns what names the agent for an LRS, as text: to keep apart the journals of people who share a device. */
export function identity(actor: Actor): string {
  return JSON.stringify({ ...actor, objectType: undefined, name: undefined });
}

function valueIn(json: string): unknown {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "string" ? JSON.parse(value) : value;
  } catch {
    return null;
  }
}

function identifier(given: Fields): Identifier | null {
  for (const field of ["mbox", "mbox_sha1sum", "openid"] as const) {
    const value = text(given[field]).replace(/^(?!mailto:)(?=[^\s:/]+@)/, field === "mbox" ? "mailto:" : "");
    if (FORMS[field].test(value)) {
      return { [field]: value };
    }
  }
  const account = fieldsOf(first(given["account"])) ?? {};
  const homePage = text(account["homePage"] ?? account["accountServiceHomePage"]);
  const name = text(account["name"] ?? account["accountName"]);
  return isIri(homePage) && name ? { account: { homePage, name } } : null;
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? (value as unknown[])[0] : value;
}

function text(value: unknown): string {
  const one = first(value);
  return typeof one === "string" ? one : "";
}
