/**
 * One page at a time out of the document that holds them all: links, focus, title, history, and the end of a page. It works
 * from the first page on, while the others are still on their way.
 */
import { parsed } from "../run/parsed.js";
import { word } from "../core/words.js";

/** A second press within this time is a double click, not a wish to go two pages on (milliseconds). */
const DOUBLE_CLICK = 400;
/** After so many milliseconds a page that was turned to has come to rest. */
const REST = 300;

export interface PagePorts {
  /** The learner is about to see another page. */
  turning(): void;
  /** The learner came to the page *id*. */
  opened(id: string): void;
  /** The learner reached the end of the page *id*, or went on from it. */
  read(id: string): void;
  /** The learner went on from the page *id*, and the next one is there. */
  wentOn(id: string): void;
  /** The learner chose the summary of the page *id* in the place of the page. */
  skipped(id: string): void;
}

export class Pages {
  private readonly baseTitle = document.title;
  private current: HTMLElement | null = null;
  private lastClick = -Infinity;
  /** How far down the learner was on the page that they left for another place: it is where they come back to. */
  private left = { id: "", down: 0 };
  private readonly ends: IntersectionObserver | null;
  private rest: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly ports: PagePorts) {
    document.addEventListener("click", (event) => {
      this.follow(event);
    });
    window.addEventListener("popstate", () => {
      const section = this.holding(location.hash);
      if (section && section !== this.current) {
        this.arrive(section);
      }
    });
    this.ends = this.watchEnds();
  }

  /** The id of the page that is shown, or "". */
  get currentId(): string {
    return this.current?.id ?? "";
  }

  /** Shows the page *id*, or else that of the address or the first, as the browser would: without taking the focus. */
  start(id: string): void {
    const section =
      this.holding(`#${id}`) ??
      this.holding(location.hash) ??
      document.querySelector<HTMLElement>(".page:not([hidden])");
    if (section) {
      this.show(section);
      this.nameInAddress();
    }
  }

  /** Goes to the page *id* because the learner asked for it. */
  go(id: string): void {
    const section = this.holding(`#${id}`);
    if (section) {
      // Back here, the page is shown from where it was left; the browser would show it from its top, past the masthead.
      history.scrollRestoration = "manual";
      // In an LMS's frame, too: the browser's Back goes to the page before, and leaves the course from its first page only.
      setAddress("pushState", section.id);
      history.scrollRestoration = "auto";
      this.arrive(section);
    }
  }

  /** Lets a page that came up by itself be heard, where the learner is nowhere else yet. */
  greet(): void {
    if (this.current && document.activeElement === document.body) {
      focusTitle(this.current);
    }
  }

  /** Puts what is on the page now into the document's title. */
  retitle(what: string): void {
    document.title = what ? `${what} – ${this.baseTitle}` : this.baseTitle;
  }

  /** Shows *section* from where the learner left it, if that was last, or from its top. */
  private arrive(section: HTMLElement): void {
    const down = this.left.id === section.id ? this.left.down : 0;
    if (this.current?.hasAttribute("data-page")) {
      this.left = { id: this.current.id, down: window.scrollY };
    }
    this.ports.turning();
    this.show(section);
    focusTitle(section);
    window.scrollTo(0, down);
    this.ports.opened(section.id);
  }

  private show(section: HTMLElement): void {
    this.current?.removeAttribute("data-current");
    this.current?.removeAttribute("data-rested");
    // What a browser skips, it tells screen readers of as if none of it were hidden (docs/decisions/052-what-is-not-in-view.md).
    clearTimeout(this.rest);
    this.rest = setTimeout(() => {
      section.setAttribute("data-rested", "");
    }, REST);
    if (this.left.id) {
      for (const back of section.querySelectorAll("[data-back]")) {
        back.setAttribute("href", `#${this.left.id}`);
      }
    }
    section.setAttribute("data-current", "");
    this.current = section;
    this.retitle(section.querySelector("h1")?.textContent ?? "");
    for (const link of document.querySelectorAll<HTMLElement>("#contents [data-page]")) {
      const isHere = link.dataset["page"] === section.id;
      link.parentElement?.toggleAttribute("data-here", isHere);
      if (isHere) {
        link.setAttribute("aria-current", "page");
      } else {
        link.removeAttribute("aria-current");
      }
    }
    this.ends?.disconnect();
    const end = section.querySelector(".page__nav");
    if (end) {
      this.ends?.observe(end);
    }
  }

  /** Puts the page into the address; not before all is loaded, as a browser then scrolls there, past the masthead. */
  private nameInAddress(): void {
    if (document.readyState === "complete") {
      setAddress("replaceState", this.currentId);
    } else {
      window.addEventListener(
        "load",
        () =>
          setTimeout(() => {
            this.nameInAddress();
          }),
        { once: true },
      );
    }
  }

  private follow(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const hash = link?.getAttribute("href") ?? "";
    const section = hash.startsWith("#") ? this.holding(hash) : null;
    if (!link || !isPlainPress(event) || event.defaultPrevented) {
      return;
    }
    if (!section) {
      this.followLater(link, event);
      return;
    }
    const target = document.getElementById(decoded(hash));
    if (link.hasAttribute("data-skip")) {
      target?.classList.add("is-asked");
      this.ports.skipped(section.id);
    }
    if (section === this.current && target !== section) {
      return; // a place on this page: the browser knows the way
    }
    event.preventDefault();
    if (event.timeStamp - this.lastClick < DOUBLE_CLICK) {
      return;
    }
    this.lastClick = event.timeStamp;
    const from = link.hasAttribute("data-next") ? this.currentId : "";
    if (from) {
      this.ports.read(from);
    }
    this.go(section.id);
    if (from) {
      this.ports.wentOn(from);
    }
    if (target && target !== section) {
      target.focus();
      target.scrollIntoView();
    }
  }

  /** Follows *link* once its page has arrived, if it leads to one and there is more to come. */
  private followLater(link: HTMLAnchorElement, event: Event): void {
    if (document.readyState === "loading" && link.getAttribute("href")?.startsWith("#")) {
      event.preventDefault();
      void parsed().then(() => {
        link.click();
      });
    }
  }

  private watchEnds(): IntersectionObserver | null {
    if (typeof IntersectionObserver === "undefined") {
      return null; // then a page ends with Continue
    }
    return new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) {
        const section = target.closest(".page");
        if (isIntersecting && section && section === this.current) {
          this.ports.read(section.id);
        }
      }
    });
  }

  private holding(hash: string): HTMLElement | null {
    const section = document.getElementById(decoded(hash))?.closest<HTMLElement>(".page");
    return section && !section.hidden ? section : null;
  }
}

/** Says whether *event* asks for what a link leads to, here and not in another window. */
export function isPlainPress(event: MouseEvent): boolean {
  return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
}

/** Keeps the course in its window: whatever is not a page of it opens in a tab of its own, and says so. */
export function openOthersApart(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[href]")) {
    const href = link.getAttribute("href") ?? "";
    if (!/^(#|tel:|sms:|mailto:)/.test(href) && !link.hasAttribute("download")) {
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      link.append(` ${word("player.page.new-tab")}`);
    }
  }
}

function focusTitle(section: HTMLElement): void {
  section.querySelector<HTMLElement>("h1")?.focus();
}

function setAddress(how: "pushState" | "replaceState", id: string): void {
  try {
    // The entry's own data stays: the launch of an xAPI package is in it.
    history[how](history.state, "", `#${id}`);
  } catch (error) {
    // A frame without an origin of its own may not change its address.
    console.warn("coursepack: the address stays as it is", error);
  }
}

function decoded(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}
