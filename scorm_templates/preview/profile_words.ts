/** The LMSs that can be imitated, by format. What each is like: docs/facts.md. */
import { PROFILES } from "./lms/profiles.js";

export const PROFILE_WORDS: Readonly<Record<string, string>> = {
  strict: "Strict",
  strict12: "Strict",
  moodle12: "Moodle",
  "moodle-beacon": "Moodle, with beacons",
  openedx: "Open edX",
  csod: "Cornerstone",
  "sf-logout": "SuccessFactors",
  "reload-eval": "One that spoils text",
  "saba-dual": "Saba",
  trunc255: "One that cuts at 255 characters",
  trunc4096: "One that cuts at 4,096 characters",
  minimal: "One that has only what it must",
  xframe: "One on another site",
  "async-fetch": "One that saves later",
  forma: "forma LMS",
};

/** Returns the names of the LMSs in which *format* can be launched. */
export function profilesOf(format: string): readonly string[] {
  return format === "scorm12" ? Object.keys(PROFILES) : ["strict"];
}
