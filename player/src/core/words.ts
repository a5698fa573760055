/**
 * What the player says, in the language of its page. The words stand in `scorm_templates/words`, and a page brings those of
 * its language along (`builder/render/player_words.py`); a course may have put some of its own in their place.
 */
import type { WordKey, WordPlaces } from "./word_keys.js";

/** A sentence with `{places}`, or one for each plural category of the language, chosen by `{count}`. */
type Sentence = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

/** The keys of sentences without places. */
export type PlainKey = { [K in WordKey]: WordPlaces[K] extends never ? K : never }[WordKey];
/** What belongs in the places of the sentence *K*; nothing at all where it has none. */
type Places<K extends WordKey> = [WordPlaces[K]] extends [never]
  ? []
  : [Readonly<Record<WordPlaces[K], string | number>>];
export type Words = Readonly<Partial<Record<WordKey, Sentence>>>;

/** Where a document has them: those of player.js before its data, those of blocks' own scripts at its end. */
const PLACES = ["player-words", "more-words"];

let words: Words = {};
let language = "en";

/**
 * Takes the words that the document holds by now and those that a script *brought* along, and the document's language. Each bundle
 * does so for itself, before it says anything.
 */
export function readWords(brought: Words = {}): void {
  const told = PLACES.flatMap((id) => document.getElementById(id)?.textContent ?? []);
  if (told.length > 0) {
    const all = told.map((text) => JSON.parse(text) as Words);
    takeWords(Object.assign({}, ...all, brought) as Words, document.documentElement.lang);
  }
}

/** Says *told* from now on; *tag* is its language, or "" for the browser's own plurals, numbers and dates. */
export function takeWords(told: Words, tag: string): void {
  words = told;
  language = tag;
}

/** Returns the sentence *key* with *values* in its places, numbers as its language writes them. */
export function word<K extends WordKey>(key: K, ...values: Places<K>): string {
  return filled<string>(key, values[0] ?? {}).join("");
}

/** Returns the same in parts, so that an element may stand in a place. */
export function wordParts<K extends WordKey>(
  key: K,
  values: Readonly<Record<WordPlaces[K], string | number | Node>>,
): (string | Node)[] {
  return filled<string | Node>(key, values);
}

/** Returns *time* as a clock shows it, such as 14:05. */
export function clockTime(time: Date): string {
  return time.toLocaleTimeString(tags(), { hour: "2-digit", minute: "2-digit" });
}

/** Returns *day* as a sentence has it, such as 21 November 2026. */
export function dateInWords(day: Date): string {
  return day.toLocaleDateString(tags(), { day: "numeric", month: "long", year: "numeric" });
}

function filled<V>(key: WordKey, values: Readonly<Partial<Record<string, V | number>>>): (string | V)[] {
  return sentenceOf(key, values["count"])
    .split(/\{([a-z_]+)\}/)
    .map((part, index) => (index % 2 === 0 ? part : written(values[part] ?? "")));
}

function sentenceOf(key: WordKey, count: unknown): string {
  const sentence = words[key];
  if (typeof sentence === "object") {
    return sentence[new Intl.PluralRules(tags()).select(Number(count))] ?? sentence.other ?? "";
  }
  // A page out of a browser's cache may be older than this script: the end of the key says what it is about.
  return sentence ?? key.replace(/.*\./, "").replace(/-/g, " ");
}

function written<V>(value: V | number): string | V {
  return typeof value === "number" ? value.toLocaleString(tags()) : value;
}

function tags(): string[] {
  return language ? [language] : [];
}
