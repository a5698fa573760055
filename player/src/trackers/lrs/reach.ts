/** Whether a page may talk to an address at all: what its policy or the browser forbids will never work, and is said at once. */

/** Returns why *host* may never reach *address*, for IT to read, or null if it may. */
export function whyOutOfReach(host: Window, address: string): string | null {
  const target = new URL(address);
  const allowed = allowedBy(host.document);
  if (allowed && !allowed.some((source) => isMatch(source, target, host.location.origin))) {
    return (
      `${target.origin} is out of reach: the policy of this package lets it talk to ${allowed.join(" ")} alone; ` +
      "use https, or list the address in course.yaml (tracking: endpoints)"
    );
  }
  const isMixed = host.location.protocol === "https:" && target.protocol === "http:";
  if (isMixed && !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(target.hostname)) {
    return `${target.origin} is out of reach: a page at https may not talk to http (mixed content): use https`;
  }
  return null;
}

/** Returns the sources to which the policy of *document* lets it connect, or null where it has none. */
function allowedBy(document: Document): string[] | null {
  const policy = document.querySelector("meta[http-equiv='Content-Security-Policy']")?.getAttribute("content");
  const [, sources] = /(?:^|;)\s*connect-src\s+([^;]*)/i.exec(policy ?? "") ?? [];
  return sources?.trim().split(/\s+/) ?? null;
}

/** Says whether *source* names *target* (Content Security Policy Level 3, 6.7.2), as far as our policies use its grammar. */
function isMatch(source: string, target: URL, own: string): boolean {
  if (source === "'self'") {
    return target.origin === own;
  }
  return source.endsWith(":") ? target.protocol === source : target.href.startsWith(new URL(source).href);
}
