/** What a launcher puts into the address of a package: taken out of sight before anything else happens. */
import { crc32 } from "../../core/crc32.js";
import { fieldsOf } from "./fields.js";

/** Where a tab remembers which launch is over. */
export const LEFT = "coursepack-left";

export type Parameters = Readonly<Partial<Record<string, string>>>;

/**
 * Takes the parameters *names* out of the address, so that neither a password nor a learner's name is shown, or copied with
 * it, and returns those that were there. The history's entry keeps them, as a reload of the page needs them again.
 */
export function takeParameters(host: Window, names: readonly string[]): Parameters {
  const url = new URL(host.location.href);
  const found: Record<string, string> = {};
  for (const name of names) {
    const value = url.searchParams.get(name);
    if (value !== null) {
      found[name] = unescaped(value.trim());
      url.searchParams.delete(name);
    }
  }
  if (Object.keys(found).length === 0) {
    const before = launchIn(host);
    return before && nameOf(before) !== left(host) ? (before as Parameters) : {};
  }
  leave(host, null);
  keep(host, { launch: found }, url.href);
  return found;
}

/**
 * Forgets the launch: with it, whoever comes next to this device could go back and be the last learner. Earlier entries of the history
 * hold it, too, and cannot be changed from here: this tab remembers that it is over.
 */
export function forgetParameters(host: Window): void {
  const launch = launchIn(host);
  if (launch) {
    leave(host, nameOf(launch));
    keep(host, null, host.location.href);
  }
}

function keep(host: Window, state: { readonly launch: Parameters } | null, address: string): void {
  try {
    host.history.replaceState(state, "", address);
  } catch {
    // A frame without an origin of its own may not change its address; nobody sees that address either.
    console.warn("coursepack: the launch stays in the address");
  }
}

/** Some launchers encode twice (docs/facts.md#launch-values-as-launchers-write-them); no value begins like that otherwise. */
function unescaped(value: string): string {
  try {
    return /^(https?%3A|%7B|%5B|%22)/i.test(value) ? decodeURIComponent(value) : value;
  } catch {
    return value;
  }
}

function launchIn(host: Window): object | null {
  return fieldsOf(fieldsOf(host.history.state)?.["launch"]);
}

function nameOf(launch: object): string {
  return crc32(JSON.stringify(launch)).toString(16);
}

/** Returns what the launch is called that this tab has left, if it has left one. */
function left(host: Window): string | null {
  try {
    return host.sessionStorage.getItem(LEFT);
  } catch {
    return null; // a frame without storage
  }
}

function leave(host: Window, name: string | null): void {
  try {
    if (name === null) {
      host.sessionStorage.removeItem(LEFT);
    } else {
      host.sessionStorage.setItem(LEFT, name);
    }
  } catch {
    // Then going back finds the launch again.
  }
}
