/**
 * Says trouble with saving where the learner's last action was, if the line at the top cannot be seen from there: letters may be so large that the bar does not
 * stay in view, and some LMSs make the course's frame as tall as its content, which then scrolls with their own page.
 */
import { button, element } from "./element.js";

export class NearLine {
  private isTopSeen = false;
  private text = "";
  /** The part of a page in which the learner last did something. */
  private part: Element | null = null;
  private readonly line = element("p", { class: "notice" });

  /** Watches whether *top* can be seen, wherever it is that scrolls; *explain* is called by who wants to know more. */
  constructor(
    top: HTMLElement,
    private readonly what: string,
    private readonly explain: () => void,
  ) {
    if (typeof IntersectionObserver !== "undefined") {
      new IntersectionObserver((entries) => {
        this.isTopSeen = entries[entries.length - 1]?.isIntersecting === true;
      }).observe(top);
    }
    for (const type of ["click", "change"]) {
      document.addEventListener(
        type,
        ({ target }) => {
          this.part = target instanceof Element ? target.closest(".page[data-current] > *") : null;
          // Once the page has done what it does for this.
          setTimeout(() => {
            this.place();
          });
        },
        true,
      );
    }
  }

  /** Says *text* from now on; "" where there is nothing to say. */
  say(text: string): void {
    this.text = text;
    this.place();
  }

  private place(): void {
    if (this.text === "") {
      this.line.remove();
    } else if (!this.isTopSeen && !this.line.contains(this.part) && this.part !== this.line) {
      // A learner who has gone on to another page begins at its heading.
      const heading = document.querySelector(".page[data-current] h1");
      const isHere = this.part?.isConnected && this.part.closest(".page[data-current]");
      this.line.replaceChildren(
        `${this.text} `,
        button(this.what, "button button--secondary", () => {
          this.explain();
        }),
      );
      (isHere ? this.part : heading)?.after(this.line);
    }
  }
}
