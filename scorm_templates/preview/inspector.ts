/**
 * The inspector: it says what the emulated LMS's page opens, keeps what that holds of each learner, and shows what happens. What
 * comes from there is a package's word: it is text, never more.
 */
import { element } from "../../player/src/ui/element.js";
import { documentsOf, heldOf, type Names } from "./held_panel.js";
import type { Account } from "./lms/server.js";
import type { NotedCall, Note, Order, Place, Report } from "./messages.js";
import { PROFILE_WORDS, profilesOf } from "./profile_words.js";
import { Went, type Sends } from "./privacy_panel.js";
import { problemsOf, type Problem } from "./problems_panel.js";
import { statementItem, verbOf, type JudgedStatement } from "./statements_panel.js";
import { tabs } from "./tabs.js";

interface PartThere {
  readonly id: string;
  readonly title: string;
  readonly formats: readonly string[];
}

interface SubjectThere {
  readonly title: string;
  readonly lms: string;
  readonly parts: readonly PartThere[];
  readonly formats: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
}

interface Launched {
  readonly problem?: string;
  readonly address: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly places: readonly Place[];
  readonly notes: readonly Note[];
  readonly names: Names;
  readonly sends: Sends;
  /** What the LMS holds before the learner comes, and the seconds that they have been here. */
  readonly held: Readonly<Record<string, string>>;
  readonly seconds: number;
}

/** A request to a record store, and what came of it. */
interface StoreRequest {
  readonly name: string;
  readonly value: string;
  readonly status: number;
  readonly why: string;
  readonly statements?: readonly JudgedStatement[];
  readonly documents?: Readonly<Record<string, string>>;
}

const MOST_CALLS = 2_000;
const accounts = new Map<string, Account>();
let subject: SubjectThere;
let launched: Launched | null = null;
/** Learners are new ones by their numbers. */
let learner = { number: 1, who: "learner" };
let went = new Went();
let began = 0;
let isReady = false;
const waiting: Order[] = [];

const stage = element("iframe", { title: "Emulated LMS", id: "lms" });
const TITLES = ["Problems", "Calls", "What the LMS holds", "Statements", "Privacy"];
const [problems, calls, held, statements, privacy] = tabs(by("tabs"), by("panels"), TITLES) as [
  HTMLElement,
  HTMLElement,
  HTMLElement,
  HTMLElement,
  HTMLElement,
];

function by(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) {
    throw new Error(`the page has no ${id}`);
  }
  return found;
}

function choice(id: string): HTMLSelectElement {
  return by(id) as HTMLSelectElement;
}

function say(words: string): void {
  by("told").textContent = words;
}

/** Gives the select *id* the options *offered*, by value, and keeps what is chosen where that is still there. */
function offer(id: string, offered: readonly (readonly [string, string])[]): void {
  const select = choice(id);
  const chosen = select.value;
  select.replaceChildren(...offered.map(([value, words]) => element("option", { value }, words)));
  if (offered.some(([value]) => value === chosen)) {
    select.value = chosen;
  }
  select.disabled = offered.length < 2;
}

function accountKey(): string {
  return JSON.stringify([choice("part").value, choice("format").value, learner.number]);
}

function send(order: Order): void {
  if (isReady) {
    stage.contentWindow?.postMessage(order, new URL(subject.lms).origin);
  } else {
    waiting.push(order);
  }
}

function look(): void {
  const width = Number(choice("width").value);
  const zoom = Number(choice("zoom").value);
  stage.style.width = `${width / zoom}px`;
  stage.style.setProperty("zoom", String(zoom));
  const scheme = choice("scheme").value === "dark" ? "dark" : "light";
  const scripts = choice("scripts").value === "off" ? "off" : "run";
  send({ kind: "look", scheme, text: Number(choice("text").value), scripts });
}

async function launch(where: "at the start" | "where it was"): Promise<void> {
  const [part, format] = [choice("part").value, choice("format").value];
  const { number, who } = learner;
  const there = { id: `learner-${number}`, name: number === 1 ? "Ó Néill, Sam" : `Learner ${number}, A` };
  const answer = await fetch("launch", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ part, format, learner: there.id, name: there.name, who }),
  });
  const told = (await answer.json()) as Launched;
  if (told.problem !== undefined) {
    say(told.problem);
    return;
  }
  launched = told;
  if (where === "at the start") {
    calls.replaceChildren(callTable());
    statements.replaceChildren(element("ol"));
    went = new Went();
  }
  began = performance.now();
  const account = accounts.get(accountKey()) ?? { values: told.held, totalSeconds: told.seconds };
  showHeld(account);
  showPrivacy();
  const { address, settings, places, notes } = told;
  const profile = choice("profile").value;
  send({ kind: "launch", format, profile, address, account, learner: there, settings, places, notes, where });
}

function callTable(): HTMLElement {
  const head = ["Time", "Call", "Value", "Result"].map((words) => element("th", { scope: "col" }, words));
  return element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody"));
}

function showCall({ name, value, result, why, at }: NotedCall): void {
  const body = calls.querySelector("tbody");
  const cells = [`${(at / 1000).toFixed(2)} s`, name, value].map((text) =>
    element("td", {}, element("code", {}, text)),
  );
  const refused = why === "" ? [] : [element("br"), element("span", { class: "refused" }, `Refused. ${why}`)];
  body?.append(element("tr", {}, ...cells, element("td", {}, element("code", {}, result), ...refused)));
  if (body && body.rows.length > MOST_CALLS) {
    body.rows[0]?.remove();
  }
}

function showPrivacy(): void {
  const to = choice("format").value === "xapi" ? "the record store" : "the LMS";
  privacy.replaceChildren(...went.shown(launched?.sends ?? [], to));
}

/** Shows what a package asked of a record store, and what that holds now. */
function showRequest({ name, value, status, why, statements: arrived = [], documents = {} }: StoreRequest): void {
  showCall({ name, value, result: String(status), why, at: performance.now() - began });
  for (const judged of arrived) {
    statements.querySelector("ol")?.append(statementItem(judged));
    went.sent(verbOf(judged.statement));
    went.sent("actor");
  }
  if (/^(PUT|POST) activities\/state/.test(name)) {
    went.document(value);
  }
  held.replaceChildren(...documentsOf(documents, `learner-${learner.number}`, launched?.names ?? {}));
  showPrivacy();
}

function showHeld(account: Account): void {
  held.replaceChildren(...heldOf(account, launched?.names ?? {}));
}

function showProblems(found: readonly Problem[]): void {
  problems.replaceChildren(...problemsOf(found));
}

function hear(report: Report): void {
  switch (report.kind) {
    case "ready":
      isReady = true;
      waiting.splice(0).forEach(send);
      break;
    case "call":
      showCall(report.call);
      if (report.call.name.includes("SetValue(")) {
        went.sent(report.call.name.replace(/^.*\(|\)$/g, ""));
        showPrivacy();
      }
      break;
    case "stored":
      accounts.set(accountKey(), report.account);
      showHeld(report.account);
      break;
    case "shown":
      say(report.saving);
      went.keeps(report.device);
      showPrivacy();
      break;
  }
}

async function read(): Promise<void> {
  subject = (await (await fetch("subject")).json()) as SubjectThere;
  by("title").textContent = subject.title;
  document.title = `Preview: ${subject.title}`;
  offer(
    "part",
    subject.parts.map(({ id, title }) => [id, title]),
  );
  const part = subject.parts.find(({ id }) => id === choice("part").value);
  offer(
    "format",
    (part?.formats ?? []).map((format) => [format, subject.formats[format] ?? format]),
  );
  offer(
    "profile",
    profilesOf(choice("format").value).map((name) => [name, PROFILE_WORDS[name] ?? name]),
  );
  showProblems(subject.problems);
}

async function changed(): Promise<void> {
  await read();
  if (subject.parts.length > 0) {
    await launch("where it was");
  }
}

function listen(): void {
  const events = new EventSource("events");
  events.addEventListener("changed", () => void changed());
  events.addEventListener("judged", ({ data }: MessageEvent<string>) => {
    showProblems((JSON.parse(data) as { problems: readonly Problem[] }).problems);
  });
  events.addEventListener("blocked", ({ data }: MessageEvent<string>) => {
    const { address, directive } = JSON.parse(data) as { address: string; directive: string };
    const at = performance.now() - began;
    showCall({ name: "Blocked", value: address, result: "", why: `the policy's ${directive} lets nothing out`, at });
    went.blocks(address);
    showPrivacy();
  });
  events.addEventListener("request", ({ data }: MessageEvent<string>) => {
    showRequest(JSON.parse(data) as StoreRequest);
  });
  events.addEventListener("error", () => {
    say("The preview has ended. Start it again in the terminal.");
  });
}

async function start(): Promise<void> {
  await read();
  if (subject.parts.length === 0) {
    say("Nothing of this course can be shown until its problems are put right.");
  }
  window.addEventListener("message", ({ origin, source, data }: MessageEvent<Report>) => {
    if (origin === new URL(subject.lms).origin && source === stage.contentWindow) {
      hear(data);
    }
  });
  stage.src = subject.lms;
  by("stage").append(stage);
  for (const id of ["part", "format", "profile", "learner", "scripts"]) {
    choice(id).addEventListener("change", () => {
      if (id === "learner" && choice("learner").value !== "same") {
        learner = { number: learner.number + 1, who: choice("learner").value };
        choice("learner").value = "same";
      }
      look();
      void read().then(() => launch("at the start"));
    });
  }
  for (const id of ["width", "zoom", "scheme", "text"]) {
    choice(id).addEventListener("change", look);
  }
  by("relaunch").addEventListener("click", () => void launch("at the start"));
  look();
  await launch("at the start");
  listen();
}

void start();
