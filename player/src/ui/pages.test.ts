// @vitest-environment jsdom
import { beforeEach, describe, expect, test, vi } from "vitest";
import { course } from "../../testing/course.js";
import { eventually } from "../../testing/eventually.js";
import { find, layOut, press } from "../../testing/document.js";
import { openOthersApart, Pages, type PagePorts } from "./pages.js";

const ports = {
  turning: vi.fn<PagePorts["turning"]>(),
  opened: vi.fn<PagePorts["opened"]>(),
  read: vi.fn<PagePorts["read"]>(),
  wentOn: vi.fn<PagePorts["wentOn"]>(),
  skipped: vi.fn<PagePorts["skipped"]>(),
};
let onEnd: IntersectionObserverCallback = () => undefined;

class FakeObserver {
  constructor(callback: IntersectionObserverCallback) {
    onEnd = callback;
  }

  // The test says what comes into view.
  observe = vi.fn();
  disconnect = vi.fn();
}

function shown(): string[] {
  return Array.from(document.querySelectorAll(".page[data-current]"), (section) => section.id);
}

function comesIntoView(id: string): void {
  const entry = { isIntersecting: true, target: find(`#${id} .page__nav`) } as unknown as IntersectionObserverEntry;
  onEnd([entry], undefined as unknown as IntersectionObserver);
}

let pages: Pages;
let current = new AbortController();

beforeEach(() => {
  vi.clearAllMocks();
  vi.stubGlobal("IntersectionObserver", FakeObserver);
  vi.spyOn(window, "scrollTo").mockImplementation(() => undefined);
  Element.prototype.scrollIntoView = vi.fn();
  // Each test has a document of its own, and the listeners of the one before must not hear its clicks.
  vi.spyOn(document, "addEventListener").mockImplementation((type, listener) => {
    document.documentElement.addEventListener(type, listener as EventListener, { signal: current.signal });
  });
  current.abort();
  current = new AbortController();
  history.replaceState(null, "", "/index.html");
  layOut(course());
  pages = new Pages(ports);
  pages.start("");
});

test("one page is shown, the first, and the focus is left where it is", () => {
  expect(shown()).toEqual(["L1-01"]);
  expect(document.title).toBe("Notice – Level 1 – Ten principles");
  expect(document.activeElement).toBe(document.body);
  expect(ports.opened).not.toHaveBeenCalled();
});

test("a learner who comes back starts at their page; one who follows a link, at that of the address", () => {
  pages.start("L1-02");
  expect(shown()).toEqual(["L1-02"]);
  history.replaceState(null, "", "#L1-03");
  pages.start("");
  expect(shown()).toEqual(["L1-03"]);
  pages.start("gone");
  expect(shown()).toEqual(["L1-03"]);
});

describe("Continue", () => {
  beforeEach(() => {
    press("Continue: Record");
  });

  test("says that the page was read, and goes to the next", () => {
    expect(ports.read).toHaveBeenCalledWith("L1-01");
    expect(ports.opened).toHaveBeenCalledWith("L1-02");
    expect(shown()).toEqual(["L1-02"]);
  });

  test("moves the focus to the page's heading, and names it in title, address and contents", () => {
    expect(document.activeElement?.id).toBe("h-L1-02");
    expect(document.title).toBe("Record – Level 1 – Ten principles");
    expect(location.hash).toBe("#L1-02");
    expect(find("#contents [aria-current=page]").textContent).toBe("Record");
  });

  test("pressed twice by a trembling hand goes on by one page", () => {
    press("Continue: The check");
    expect(shown()).toEqual(["L1-02"]);
  });
});

test("that a page will be turned is told while the page before it is still there, and not of the first", () => {
  expect(ports.turning).not.toHaveBeenCalled();
  ports.turning.mockImplementationOnce(() => {
    expect(shown()).toEqual(["L1-01"]);
  });
  press("Continue: Record");
  expect(ports.turning).toHaveBeenCalledOnce();
});

test("the contents go to a page without saying that this one was read", () => {
  find("#contents [data-page=L1-03]").click();
  expect(shown()).toEqual(["L1-03"]);
  expect(ports.read).not.toHaveBeenCalled();
});

test("whoever looked elsewhere comes back to where they were on the page, and begins any other page at its top", () => {
  const scroll = vi.spyOn(window, "scrollTo").mockImplementation(() => undefined);
  Object.defineProperty(window, "scrollY", { value: 1500, configurable: true });
  pages.start("L1-02");
  pages.go("glossary");
  expect(scroll).toHaveBeenLastCalledWith(0, 0);
  pages.go("L1-02");
  expect(scroll).toHaveBeenLastCalledWith(0, 1500);
  pages.go("L1-01");
  expect(scroll).toHaveBeenLastCalledWith(0, 0);
  Reflect.deleteProperty(window, "scrollY");
});

test("the way back leads to the page that was left, from one place beside the pages and the next", () => {
  for (const id of ["welcome-back", "glossary"]) {
    find(`#${id}`).hidden = false;
    find(`#${id}`).append(Object.assign(document.createElement("a"), { href: "#L1-01" }));
    find(`#${id} a`).dataset["back"] = "";
  }
  pages.go("L1-02");
  pages.go("glossary");
  pages.go("welcome-back");
  expect(Array.from(document.querySelectorAll<HTMLAnchorElement>("[data-back]"), ({ hash }) => hash)).toEqual([
    "#L1-02",
    "#L1-02",
  ]);
});

test("a word's link shows the words used, and the word", () => {
  const link = Object.assign(document.createElement("a"), { href: "#term-lado" });
  find("#L1-01").append(link);
  link.click();
  expect(shown()).toEqual(["glossary"]);
  expect(document.activeElement?.id).toBe("term-lado");
});

test("every turn of a page is one that the browser's Back undoes, in an LMS's frame too: it does not leave the course", () => {
  vi.spyOn(window, "parent", "get").mockReturnValue({} as Window);
  const push = vi.spyOn(history, "pushState");
  pages.go("L1-02");
  pages.go("glossary");
  expect(push.mock.calls.map(([, , address]) => address)).toEqual(["#L1-02", "#glossary"]);
});

test("a page that the browser went back to is shown", () => {
  pages.go("L1-02");
  history.replaceState(null, "", "#L1-01");
  window.dispatchEvent(new PopStateEvent("popstate"));
  expect(shown()).toEqual(["L1-01"]);
  expect(ports.opened).toHaveBeenLastCalledWith("L1-01");
});

test("the history's own data stays: an xAPI launch is in it", () => {
  history.replaceState({ launch: "kept" }, "");
  pages.go("L1-02");
  expect(history.state).toEqual({ launch: "kept" });
});

describe("while the document is still on its way", () => {
  const end = (): boolean => document.documentElement.dispatchEvent(new Event("DOMContentLoaded"));
  let late: HTMLElement;

  beforeEach(() => {
    vi.spyOn(document, "readyState", "get").mockReturnValue("loading");
    late = find("#L1-02");
    late.remove();
  });

  test("a link to a page that is not there yet is followed when it is", async () => {
    press("Continue: Record");
    expect(shown()).toEqual(["L1-01"]);
    find("main").append(late);
    end();
    await eventually(() => {
      expect(shown()).toEqual(["L1-02"]);
    });
    expect(ports.read).toHaveBeenCalledWith("L1-01");
  });

  test("a page that has arrived meanwhile is gone to at once", () => {
    find("main").append(late);
    press("Continue: Record");
    expect(shown()).toEqual(["L1-02"]);
  });
});

test("a page has come to rest a moment after it was turned to, and none that was left", () => {
  vi.useFakeTimers();
  const rested = (): string[] => Array.from(document.querySelectorAll("[data-rested]"), ({ id }) => id);
  pages.go("L1-02");
  expect(rested()).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(rested()).toEqual(["L1-02"]);
  pages.go("L1-01");
  pages.go("L1-02");
  expect(rested()).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(rested()).toEqual(["L1-02"]);
  vi.useRealTimers();
});

test("a page is read when its end comes into view, if it is the one that is shown", () => {
  comesIntoView("L1-02");
  expect(ports.read).not.toHaveBeenCalled();
  comesIntoView("L1-01");
  expect(ports.read).toHaveBeenCalledWith("L1-01");
});

test("links that leave the module open apart, so that the course stays in its window", () => {
  openOthersApart();
  const link = find<HTMLAnchorElement>("footer a[href='licences.html']");
  expect([link.target, link.rel, link.textContent]).toEqual([
    "_blank",
    "noopener noreferrer",
    "Licences (opens in a new tab)",
  ]);
  expect(find<HTMLAnchorElement>("footer a").target).toBe("");
});
