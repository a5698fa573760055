/** What a launcher puts into the address of a package: taken out of sight before anything else happens. */
import { fieldsOf } from "./fields.js";

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
    return kept(host.history.state);
  }
  keep(host, { launch: found }, url.href);
  return found;
}

/** Forgets the launch: with it, whoever comes next to this device could go back and be the last learner. */
export function forgetParameters(host: Window): void {
  if (fieldsOf(host.history.state)?.["launch"] !== undefined) {
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

function kept(state: unknown): Parameters {
  return (fieldsOf(fieldsOf(state)?.["launch"]) ?? {}) as Parameters;
}
