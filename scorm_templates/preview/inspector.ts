/**
 * The inspector: it says what the emulated LMS's page opens, keeps what that holds of each learner, and shows what happens. What
 * comes from there is a package's word: it is text, never more.
 */
import { element } from "../../player/src/ui/element.js";
import { post, type Launched, type StoreRequest, type SubjectThere } from "./answers.js";
import { axePanel, verdict } from "./axe_panel.js";
import { addCall, callTable } from "./calls_panel.js";
import { by, choice, chooseWidthFor, lookChosen, offer } from "./choices.js";
import { FaultRunner } from "./fault_runner.js";
import { FaultWatch } from "./faults_panel.js";
import { documentsOf, heldIn, heldOf, stateIn } from "./held_panel.js";
import type { Account } from "./lms/server.js";
import type { LaunchPlan } from "./messages.js";
import { PROFILE_WORDS, profilesOf } from "./profile_words.js";
import { Went } from "./privacy_panel.js";
import { blocksOf, problemsOf, type Problem } from "./problems_panel.js";
import { Stage, type Happening } from "./stage.js";
import { statementItem, verbOf } from "./statements_panel.js";
import { tabs } from "./tabs.js";

const accounts = new Map<string, Account>();
let subject: SubjectThere;
let launched: Launched | null = null;
/** Learners are new ones by their numbers. */
let learner = { number: 1, who: "learner" };
let went = new Went();
let began = 0;
/** The page in view of a module of ours. */
let page = "";

let stage: Stage;
type Panel = HTMLElement;
type Panels = [Panel, Panel, Panel, Panel, Panel, Panel, Panel];
const TITLES = ["Problems", "Calls", "What the LMS holds", "Statements", "Faults", "Privacy", "Accessibility"];
const [problems, calls, held, statements, faults, privacy, accessibility] = tabs(
  by("tabs"),
  by("panels"),
  TITLES,
) as Panels;
const runner = new FaultRunner(
  (order) => {
    stage.send(order);
  },
  launchFaulty,
  look,
);
const watch = new FaultWatch(runner);

function say(words: string): void {
  by("told").textContent = words;
}

function accountKey(): string {
  return JSON.stringify([choice("part").value, choice("format").value, learner.number]);
}

function look(): void {
  stage.send(lookChosen(stage.frame));
}

function askJudge(): void {
  stage.send({ kind: "judge" });
}

/** Lets somebody come who has never been here, in no window. */
async function meet(who: string): Promise<void> {
  const { number } = (await (await post("learner", {})).json()) as { number: number };
  learner = { number, who };
}

/** Chooses who comes, and launches the part for them. */
async function chosen(): Promise<void> {
  const who = choice("learner").value;
  choice("learner").value = "same";
  look();
  watch.story.forget();
  await Promise.all([read(), runner.heal(), ...(who === "same" ? [] : [meet(who)])]);
  faults.replaceChildren(...watch.shown(choice("format").value));
  await launch("at the start");
}

async function launchFaulty(plan: LaunchPlan): Promise<void> {
  if (plan.learner === "another") {
    await meet(plan.who ?? "learner");
  }
  await launch("at the start", plan);
}

async function launch(where: "at the start" | "where it was", plan = runner.lasting): Promise<void> {
  const [part, format] = [choice("part").value, choice("format").value];
  const { number } = learner;
  const key = accountKey();
  const name = plan.name ?? (number === 1 ? "Ó Néill, Sam" : `Learner ${number}, A`);
  const there = { id: `learner-${number}`, name };
  const answer = await post("launch", { part, format, learner: there.id, name, who: plan.who ?? learner.who });
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
  const account = accounts.get(key) ?? { values: told.held, totalSeconds: told.seconds };
  watch.names = told.names;
  showPrivacy();
  const { address, places, notes } = told;
  const profile = plan.profile ?? choice("profile").value;
  const settings = { ...told.settings, ...plan.settings };
  const seen = { places, notes, where, plan };
  stage.send({ kind: "launch", format, profile, address, key, account, learner: there, settings, ...seen });
}

function showPrivacy(): void {
  const to = choice("format").value === "xapi" ? "the record store" : "the LMS";
  privacy.replaceChildren(...went.shown(launched?.sends ?? [], to));
}

function note(name: string, value: string, result: string, why: string): void {
  addCall(calls, { name, value, result, why, at: performance.now() - began });
}

/** Shows what a package asked of a record store, and what that holds now. */
function showRequest({ name, value, status, why, statements: arrived = [], documents }: StoreRequest): void {
  note(name, value, String(status), why);
  for (const judged of arrived) {
    statements.querySelector("ol")?.append(statementItem(judged));
    went.sent(verbOf(judged.statement));
    went.sent("actor");
  }
  if (/^(PUT|POST) activities\/state/.test(name)) {
    went.document(value);
    watch.story.sends(stateIn(value));
  }
  if (documents) {
    held.replaceChildren(...documentsOf(documents, `learner-${learner.number}`, launched?.names ?? {}));
    watch.story.holds(heldIn(documents, `learner-${learner.number}`, launched?.address ?? ""));
  }
  watch.answered(name, status);
  showPrivacy();
}

function showProblems(): void {
  problems.replaceChildren(...problemsOf(subject.problems, subject.judged), ...blocksOf(launched?.places ?? [], page));
}

/** Returns the saved state in *account*; a record store has its own. */
function stateOfScorm({ values }: Account): string | undefined {
  return choice("format").value.startsWith("scorm") ? (values["cmi.suspend_data"] ?? "") : undefined;
}

function hear(report: Happening): void {
  switch (report.kind) {
    case "call":
      addCall(calls, report.call);
      watch.story.called(report.call);
      if (report.call.name.includes("SetValue(")) {
        if (report.call.name.endsWith("(cmi.suspend_data)")) {
          watch.story.sends(report.call.value);
        }
        went.sent(report.call.name.replace(/^.*\(|\)$/g, ""));
        showPrivacy();
      }
      break;
    case "happened":
      watch.story.happens(report.sign);
      break;
    case "launched":
      held.replaceChildren(...heldOf(report.account, launched?.names ?? {}));
      watch.story.launched(report.key, stateOfScorm(report.account));
      break;
    case "stored":
      // A module that is just being left stores for whom it was launched, and not for whom another is.
      accounts.set(report.key, report.account);
      if (report.key === accountKey()) {
        held.replaceChildren(...heldOf(report.account, launched?.names ?? {}));
        watch.story.holds(report.account.values["cmi.suspend_data"] ?? "");
      }
      break;
    case "judged":
      accessibility.replaceChildren(...axePanel(askJudge, ...verdict(report.violations, report.why)));
      break;
    case "shown":
      say(report.saving);
      if (report.page !== page) {
        page = report.page;
        showProblems();
      }
      went.keeps(report.device);
      watch.sees(report.saving, report.isReadable);
      showPrivacy();
      break;
  }
  watch.show();
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
  showProblems();
}

async function changed(): Promise<void> {
  await read();
  if (subject.parts.length > 0) {
    await launch("where it was");
  }
}

function takeProblems(data: string): readonly Problem[] {
  subject = { ...subject, ...(JSON.parse(data) as Pick<SubjectThere, "problems" | "judged">) };
  showProblems();
  return subject.problems;
}

function listen(): void {
  const events = new EventSource("events");
  // What was said before anybody listened is asked for.
  events.addEventListener("open", () => void (subject.judged ? null : read()));
  events.addEventListener("changed", () => void changed());
  events.addEventListener("saved", ({ data }: MessageEvent<string>) => {
    takeProblems(data);
    void launch("where it was");
  });
  events.addEventListener("judged", ({ data }: MessageEvent<string>) => {
    const found = takeProblems(data);
    const held = launched?.notes.filter(({ severity }) => severity === "held") ?? [];
    stage.send({ kind: "notes", notes: [...held, ...found] });
  });
  events.addEventListener("blocked", ({ data }: MessageEvent<string>) => {
    const { address, directive } = JSON.parse(data) as { address: string; directive: string };
    note("Blocked", address, "", `the policy's ${directive} lets nothing out`);
    went.blocks(address);
    showPrivacy();
  });
  events.addEventListener("missing", ({ data }: MessageEvent<string>) => {
    const { path, why } = JSON.parse(data) as { path: string; why: string };
    note("Missing", path, "404", why);
  });
  events.addEventListener("happened", () => {
    watch.story.happens("package");
    watch.show();
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
  stage = new Stage(subject.lms, hear);
  chooseWidthFor(by("stage").clientWidth);
  by("stage").append(stage.frame);
  for (const id of ["part", "format", "profile", "learner", "scripts"]) {
    choice(id).addEventListener("change", () => void chosen());
  }
  for (const id of ["width", "zoom", "scheme", "text"]) {
    choice(id).addEventListener("change", look);
  }
  faults.replaceChildren(...watch.shown(choice("format").value));
  accessibility.replaceChildren(...axePanel(askJudge));
  by("relaunch").addEventListener("click", () => void launch("at the start"));
  look();
  // What went wrong in the window before this one has ended with it.
  await runner.heal();
  await launch("at the start");
  listen();
}

void start();
