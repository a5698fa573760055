/** Days as saved state counts them: 1 is 1 January 2026, and 0 stands for a day that is not known. */

export const DAY = 86_400_000;
const DAY_0 = Date.UTC(2025, 11, 31);

/** Returns the number of today among the days since 1970, by which what a device keeps ends. */
export function today(): number {
  return Math.floor(Date.now() / DAY);
}

/** Returns the number of the day on which *moment* lies where the learner is; 0 for a day before the first. */
export function dayOf(moment: Date): number {
  const midnight = Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate());
  return Math.max(0, (midnight - DAY_0) / DAY);
}

/** Days after which whatever nobody has changed is taken off the device. */
export const KEPT_AT_MOST = 90;

/** Returns the day *number* as `YYYY-MM-DD`, or "" if it is not known. */
export function isoDate(number: number): string {
  return number > 0 ? new Date(DAY_0 + number * DAY).toISOString().slice(0, 10) : "";
}

/** Returns the day so many *months* after *day*, both as `YYYY-MM-DD`: the last of its month where that is shorter. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, number = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(number, last))).toISOString().slice(0, 10);
}
