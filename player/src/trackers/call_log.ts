/** The last calls to the LMS, for its administrators: which, and how they went. No answer, no name, no value that was read. */

const MOST = 20;
const lines: string[] = [];

/** Notes a call in a few words. */
export function note(line: string): void {
  lines.push(line);
  lines.splice(0, lines.length - MOST);
}

/** Returns the newest calls, the oldest first. */
export function recentCalls(): readonly string[] {
  return [...lines];
}
