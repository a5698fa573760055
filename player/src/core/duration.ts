/** Lengths of time and times of day in the standards' words. A clock's hundredths are as fine as any standard takes. */

const LONGEST_TIMESPAN = 9999 * 3600 + 59 * 60 + 59.99;

/** Returns *seconds* as a SCORM 1.2 CMITimespan, `HHHH:MM:SS.SS`. Moodle refuses one-digit hours and three decimals. */
export function timespan(seconds: number): string {
  const hundredths = Math.round(Math.min(Math.max(seconds, 0), LONGEST_TIMESPAN) * 100);
  const [hours, minutes] = [Math.floor(hundredths / 360_000), Math.floor(hundredths / 6_000) % 60];
  return `${digits(hours, 4)}:${digits(minutes, 2)}:${hundredthsOfMinute(hundredths)}`;
}

/** Returns the seconds of a CMITimespan, or 0 if *text* is none: some LMSs have no total time. */
export function parseTimespan(text: string): number {
  const [, hours, minutes, seconds] = /^(\d{1,4}):(\d{1,2}):(\d{1,2}(?:\.\d+)?)$/.exec(text) ?? [];
  return Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
}

/** Returns the local time of day of *at* (milliseconds since the epoch) as a SCORM 1.2 CMITime, `HH:MM:SS`. */
export function timeOfDay(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => digits(part, 2)).join(":");
}

/** Returns *seconds* as an ISO 8601 duration, `PT83.5S`. xAPI compares to a hundredth of a second. */
export function isoDuration(seconds: number): string {
  return `PT${Math.round(Math.max(seconds, 0) * 100) / 100}S`;
}

/** Returns the seconds of an ISO 8601 duration, or 0 if *text* is none. Years and months have no fixed length and count as 0. */
export function parseIsoDuration(text: string): number {
  const form = /^P(?:\d+Y)?(?:\d+M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
  const [, days, hours, minutes, seconds] = form.exec(text) ?? [];
  return Number(days ?? 0) * 86_400 + Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
}

function hundredthsOfMinute(hundredths: number): string {
  return `${digits(Math.floor(hundredths / 100) % 60, 2)}.${digits(hundredths % 100, 2)}`;
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
