/** The quiz at the end of a module: which of its screens is shown follows from saved state. */
import type { Stage } from "../../../player/src/ui/stage.js";
import { draw, newSeed } from "../../../player/src/core/draw.js";
import { button, element } from "../../../player/src/ui/element.js";
import { certificate, whenAskedFor } from "../../../player/src/ui/certificate.js";
import type { PlayerQuiz, PlayerQuestion } from "../../../player/src/core/player_data.js";
import { packed, verdict } from "../../../player/src/core/responses.js";
import type { Run } from "../../../player/src/run/run.js";
import type { Attempt } from "../../../player/src/core/saved_state.js";
import { bankOf } from "../../../player/src/run/bank.js";
import { followUpScreen, freshCritical, missedCritical, type Missed } from "./critical.js";
import { mark, mostLinked, type Marked } from "./marking.js";
import { questionScreen } from "./question_screen.js";
import { resultScreen } from "./result_screen.js";
import { followSent, pagesLeft, sentWords } from "./sent.js";
import { lostScreen, startScreen, summaryScreen } from "./screens.js";
import { word } from "../../../player/src/core/words.js";

/** Brings the quiz to life in its block. */
export function enhance(block: HTMLElement, stage: Stage): void {
  const rule = stage.run.data.check;
  if (!rule) {
    throw new Error("a block for a quiz in a module without one");
  }
  const host = element("div", { class: "check" });
  new Quiz(host, stage, rule).start();
  for (const child of block.children) {
    child.setAttribute("hidden", "");
  }
  block.append(host);
}

/** After so many tries that did not pass, the pages that matter most are named. */
const TRIES = 2;

class Quiz {
  private readonly run: Run;
  private readonly bank: () => Promise<readonly PlayerQuestion[]>;
  private questions: readonly PlayerQuestion[] = [];
  /** Seconds that each question was looked at, by fingerprint. */
  private readonly seconds = new Map<number, number>();
  /** Whether the learner came from the summary and goes back there. */
  private isChanging = false;
  private isReadyShown = false;

  constructor(
    private readonly host: HTMLElement,
    private readonly stage: Stage,
    private readonly rule: PlayerQuiz,
  ) {
    this.run = stage.run;
    this.bank = bankOf(this.run.data, rule.bank);
  }

  /** Shows the first screen, and shows it again when it is known where the learner left off. */
  start(): void {
    this.host.replaceChildren(this.startScreen());
    this.run.subscribe(() => {
      if (this.run.saving.isReady && !this.isReadyShown) {
        this.host.replaceChildren(this.startScreen());
      }
      followSent(this.host, this.run);
    });
    whenAskedFor(() => this.seeCertificate?.());
  }

  /** In per cent: the LMS's own, where it has one. */
  private get passMark(): number {
    return this.run.rules.passMark ?? this.rule.passMark;
  }

  private startScreen(): HTMLElement {
    this.isReadyShown = this.run.saving.isReady;
    const screen = startScreen({ ...this.rule, passMark: this.passMark }, this.run.state, this.run.saving.sends, {
      begin: () => void this.begin(),
      goOn: () => void this.goOn(),
    });
    const { seeCertificate } = this;
    if (seeCertificate) {
      screen.append(button(word("player.certificate.see"), "button button--secondary", seeCertificate));
    }
    return screen;
  }

  /** Shows the certificate, or is null while there is none. */
  private get seeCertificate(): (() => void) | null {
    const { data, state, learnerName, saving } = this.run;
    const { best, complete, completedOn } = state;
    if (!complete || !best || data.switchedOff.includes("certificate")) {
      return null;
    }
    return () => {
      const record = saving.isTracked || saving.isReviewing ? "in an LMS" : "on this device";
      const before = this.host.firstElementChild as HTMLElement | null;
      const title = word(this.page?.hasAttribute("data-result") ? "player.result.title" : "player.check.title");
      const screen = certificate(data, { best, completedOn, name: learnerName, record }, () => {
        this.show(before ?? this.startScreen(), title);
      });
      this.show(screen, word("player.certificate.title"));
    };
  }

  private async begin(): Promise<void> {
    if (!(await this.load(() => this.begin()))) {
      return;
    }
    const last = this.run.state.attempt?.questions.slice(0, this.run.rules.drawn);
    const rested = new Set(last?.map(({ question }) => question));
    const seed = newSeed();
    const drawn = draw({ bank: this.questions, rule: this.rule, seed, rested });
    this.run.dispatch({ type: "drawn", seed, questions: drawn.map((question) => question.fingerprint) });
    this.seconds.clear();
    this.showAttempt();
  }

  private async goOn(): Promise<void> {
    if (await this.load(() => this.goOn())) {
      this.showAttempt();
    }
  }

  /** Fetches the bank; where that fails, says so and offers to do *again* what asked for it. */
  private async load(again: () => Promise<void>): Promise<boolean> {
    try {
      this.questions = await this.bank();
      return true;
    } catch (error) {
      console.error("coursepack: the questions of the check were not loaded", error);
      this.show(
        lostScreen(() => void again()),
        word("player.check.title"),
      );
      return false;
    }
  }

  private showAttempt(): void {
    const { attempt } = this.run.state;
    const marked = attempt && mark(attempt, this.questions);
    if (!attempt || !marked) {
      // The module was updated and no longer has these questions.
      void this.begin();
      return;
    }
    const drawn = marked.slice(0, this.run.rules.drawn);
    const asked = drawn[attempt.position];
    if (marked.length > drawn.length) {
      this.showFollowUp(attempt, marked);
    } else if (asked) {
      this.showQuestion(attempt, asked);
    } else {
      this.showSummary(drawn);
    }
  }

  private showQuestion(attempt: Attempt, asked: Marked): void {
    const index = attempt.position;
    const total = attempt.questions.length;
    const shownAt = this.run.clock.seconds();
    const { question } = asked;
    const screen = questionScreen(
      asked,
      { index, total, seed: attempt.seed },
      {
        answer: (response) => {
          const answer = response && packed(question, response);
          this.run.dispatch({ type: "answered", index, answer });
        },
        flag: (flagged) => {
          this.run.dispatch({ type: "flagged", index, flagged });
        },
        next: () => {
          this.leaveQuestion(question, shownAt);
          this.moveTo(this.isChanging ? total : index + 1);
        },
        back: () => {
          this.leaveQuestion(question, shownAt);
          this.moveTo(index - 1);
        },
      },
    );
    this.show(screen, word("player.check.question-of", { number: index + 1, total }));
  }

  private leaveQuestion(question: PlayerQuestion, shownAt: number): void {
    const before = this.seconds.get(question.fingerprint) ?? 0;
    this.seconds.set(question.fingerprint, before + this.run.clock.seconds() - shownAt);
  }

  private moveTo(position: number): void {
    this.run.dispatch({ type: "moved", position });
    this.showAttempt();
  }

  private showSummary(marked: readonly Marked[]): void {
    this.isChanging = false;
    const screen = summaryScreen(marked, {
      change: (index) => {
        this.isChanging = true;
        this.moveTo(index);
      },
      submit: () => {
        this.submit(marked);
      },
    });
    this.show(screen, word("player.summary.title"));
  }

  private submit(marked: readonly Marked[]): void {
    for (const { question, response, isAnswered, isRight: right } of marked) {
      if (isAnswered) {
        const seconds = this.seconds.get(question.fingerprint) ?? 0;
        this.run.answer({ question, purpose: "check", response, right, at: Date.now(), seconds });
      }
    }
    const missed = this.rule.critical > 0 ? missedCritical(marked) : [];
    if (missed.length === 0) {
      this.finish(marked);
      return;
    }
    const asked = marked.map(({ question }) => question);
    const fresh = freshCritical(this.questions, asked, missed);
    this.run.dispatch({ type: "followed", questions: fresh.map(({ fingerprint }) => fingerprint) });
    this.showAttempt();
  }

  /** Asks the first follow-up that is not right yet; after the last of them comes the result. */
  private showFollowUp(attempt: Attempt, marked: readonly Marked[], last?: Missed): void {
    const drawn = marked.slice(0, this.run.rules.drawn);
    const followUps = marked.slice(drawn.length);
    const place = followUps.findIndex(({ isRight }) => !isRight);
    const missed = last ?? missedCritical(drawn)[place];
    const question = followUps[place]?.question;
    if (!missed || !question) {
      this.finish(drawn);
      return;
    }
    const shownAt = this.run.clock.seconds();
    const index = drawn.length + place;
    const screen = followUpScreen(question, missed, attempt.seed, (response) => {
      const right = verdict(question, response) === "right";
      const seconds = this.run.clock.seconds() - shownAt;
      this.run.answer({ question, purpose: "follow-up", response, right, at: Date.now(), seconds });
      if (right) {
        this.run.dispatch({ type: "answered", index, answer: packed(question, response) });
        this.showAttempt();
        return;
      }
      const asked = [...marked.map((one) => one.question).filter((one) => one !== question), question];
      const [fresh = question] = freshCritical(this.questions, asked, [{ question }]);
      this.run.dispatch({ type: "replaced", index, question: fresh.fingerprint });
      const now = this.run.state.attempt;
      const again = now && mark(now, this.questions);
      if (again) {
        this.showFollowUp(now, again, { question, response });
      }
    });
    this.show(screen, word("player.critical.short-title"));
  }

  private finish(marked: readonly Marked[]): void {
    this.run.dispatch({ type: "submitted", right: marked.filter(({ isRight }) => isRight).length });
    this.showResult(marked);
  }

  private showResult(marked: readonly Marked[]): void {
    const { data, state } = this.run;
    const result = {
      marked,
      best: state.best ?? { right: 0, total: marked.length },
      hasPassed: state.passed,
      left: pagesLeft(this.run),
      sent: sentWords(this.run),
      suggested: state.attempts >= TRIES && !state.passed ? mostLinked(marked, this.questions) : [],
    };
    const screen = resultScreen(data, this.passMark, result, {
      tryAgain: () => void this.begin(),
      seeCertificate: this.seeCertificate,
      seeRest: () => {
        this.page?.removeAttribute("data-result");
        this.page?.querySelector<HTMLElement>("h1")?.focus();
      },
    });
    this.show(screen, word("player.result.title"));
  }

  private get page(): Element | null {
    return this.host.closest(".page");
  }

  private show(screen: HTMLElement, what: string): void {
    const { attempt } = this.run.state;
    this.host.replaceChildren(screen);
    // One question to a screen: the rest of the page makes room until the answers are in.
    this.page?.toggleAttribute("data-asking", attempt?.submitted === false);
    this.page?.toggleAttribute("data-result", what === word("player.result.title"));
    this.stage.pages.retitle(what);
    this.host.querySelector<HTMLElement>("[tabindex='-1']")?.focus();
  }
}
