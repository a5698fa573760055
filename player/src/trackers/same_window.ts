/**
 * Whether the LMS's page is one that an earlier page of this course has spoken to, such as before a reload of its frame: its run-time
 * then gives back what it was told, stored or not. Not every LMS says so itself (Open edX lets a session begin any number of times).
 */
export function isSameWindow(home: Window | null): boolean {
  try {
    const key = `coursepack:window:${location.pathname}`;
    const opened = String(home?.performance.timeOrigin);
    const before = sessionStorage.getItem(key);
    sessionStorage.setItem(key, opened);
    return before === opened;
  } catch {
    return false;
  }
}
