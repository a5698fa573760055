// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { find, press } from "../../testing/document.js";
import { element } from "./element.js";
import { NearLine } from "./near_line.js";

const explain = vi.fn();
/** What the browser says of the line at the top. */
let seen: (isSeen: boolean) => void;

let line: NearLine | null = null;

function near(): NearLine {
  return (line = new NearLine(find("#save"), "What you can do", explain));
}

const place = (): string | undefined => document.querySelector(".notice")?.previousElementSibling?.id;

async function act(id: string): Promise<void> {
  find(`#${id} button`).click();
  await vi.advanceTimersByTimeAsync(0);
}

beforeEach(() => {
  vi.useFakeTimers();
  const part = (id: string): HTMLElement => element("div", { id }, element("button", {}, id));
  document.body.replaceChildren(
    element("p", { id: "save" }),
    element("section", { class: "page", "data-current": "" }, element("h1", { id: "one" }), part("a"), part("b")),
    element("section", { class: "page" }, element("h1", { id: "two" }), part("c")),
  );
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      constructor(told: (entries: readonly { readonly isIntersecting: boolean }[]) => void) {
        seen = (isIntersecting) => {
          told([{ isIntersecting }]);
        };
      }
      observe(): void {
        seen(true);
      }
    },
  );
});

afterEach(() => {
  line?.say(""); // it goes on listening
  vi.useRealTimers();
});

test("trouble stands below what the learner did last, and goes along", async () => {
  const said = near();
  seen(false);
  await act("a");
  said.say("Not sent yet");
  expect(place()).toBe("a");
  await act("b");
  expect(place()).toBe("b");
  expect(document.querySelectorAll(".notice")).toHaveLength(1);
  said.say("");
  expect(place()).toBeUndefined();
});

test("on a page that was only just opened it stands below the heading", async () => {
  const said = near();
  seen(false);
  said.say("Not sent yet");
  expect(place()).toBe("one");
  find("#b button").addEventListener("click", () => {
    for (const page of document.querySelectorAll(".page")) {
      page.toggleAttribute("data-current");
    }
  });
  await act("b");
  expect(place()).toBe("two");
});

test("nothing is said twice where the line at the top can be seen", async () => {
  const said = near();
  said.say("Not sent yet");
  await act("a");
  expect(place()).toBeUndefined();
  seen(false);
  await act("b");
  expect(place()).toBe("b");
});

test("who wants to know more is told, and the line stays where it is", async () => {
  const said = near();
  seen(false);
  said.say("Not sent yet");
  await act("b");
  press("What you can do");
  await vi.advanceTimersByTimeAsync(0);
  expect(explain).toHaveBeenCalledOnce();
  expect(place()).toBe("b");
});

test("in a browser that cannot tell what is seen it is said all the same", () => {
  vi.stubGlobal("IntersectionObserver", undefined);
  near().say("Not sent yet");
  expect(place()).toBe("one");
});
