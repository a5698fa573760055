/** What most learners never ask for stands in a file of its own: more.js is fetched when one does. */
export function later(): Promise<typeof import("./more.js")> {
  return import("./more.js");
}
