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
      found[name] = value;
      url.searchParams.delete(name);
    }
  }
  if (Object.keys(found).length === 0) {
    return kept(host.history.state);
  }
  hide(host, { launch: found }, url);
  return found;
}

function hide(host: Window, state: { readonly launch: Parameters }, url: URL): void {
  try {
    host.history.replaceState(state, "", url);
  } catch {
    // A frame without an origin of its own may not change its address; nobody sees that address either.
    console.warn("coursepack: the launch stays in the address");
  }
}

function kept(state: unknown): Parameters {
  return (fieldsOf(fieldsOf(state)?.["launch"]) ?? {}) as Parameters;
}
