/** The one place above the page for something that a learner should know. It never blocks the page. */
import { element, type Child } from "./element.js";

export type NoticeName = "beginning" | "connection" | "leaving" | "questions" | "unfinished";

export class Notice {
  private shown: NoticeName | null = null;

  constructor(private readonly host: HTMLElement) {}

  /** Shows a notice in place of any other. */
  show(name: NoticeName, title: string, ...content: readonly Child[]): void {
    const id = `notice-${name}`;
    const heading = element("h2", { class: "notice__title", id, tabindex: "-1" }, title);
    this.host.replaceChildren(element("section", { class: "notice", "aria-labelledby": id }, heading, ...content));
    this.host.hidden = false;
    this.shown = name;
  }

  /** Shows a notice that gives way to any other. */
  offer(name: NoticeName, title: string, ...content: readonly Child[]): void {
    if (this.shown === null || this.shown === name) {
      this.show(name, title, ...content);
    }
  }

  /** Adds to the notice that is shown. */
  append(...content: readonly Child[]): void {
    this.host.firstElementChild?.append(...content);
  }

  /** Moves the focus to the notice. */
  focus(): void {
    this.host.querySelector<HTMLElement>(".notice__title")?.focus();
  }

  /** Takes the notice *name* away, if it is the one that is shown. */
  hide(name: NoticeName): void {
    if (this.shown === name) {
      this.host.replaceChildren();
      this.host.hidden = true;
      this.shown = null;
    }
  }
}
