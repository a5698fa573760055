/** What stands in the header Authorization. Source: docs/facts.md#launch-values-as-launchers-write-them. */

/**
 * Returns the whole value of the header from what a launcher or an LMS gave: with its scheme or without, and then it is Basic.
 * A plus that came through an address unescaped is a blank there, and no Base64 holds one; what was encoded twice holds `%20`.
 */
export function authorizationOf(given: string): string {
  const text = given.replace(/%(20|2B|2F|3D)/gi, (code) => decodeURIComponent(code)).trim();
  const [, scheme = "Basic", token = ""] = /^(?:([a-z][a-z-]*)\s+)?(.*)$/is.exec(text) ?? [];
  if (!/^basic$/i.test(scheme)) {
    return `${scheme} ${token}`;
  }
  return `Basic ${token.replace(/^(basic\s+)+/i, "").replace(/\s/g, "+")}`;
}
