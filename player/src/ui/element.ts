/** Makes elements from text only: packages run on the LMS's own origin, where injected HTML would be an LMS takeover. */

export type Attributes = Readonly<Record<string, string>>;
export type Child = Node | string;

let made = 0;

/** Returns a new element; an attribute is written as it stands, a child that is text stays text. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const result = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    result.setAttribute(name, value);
  }
  result.append(...children);
  return result;
}

/** Returns a button that calls *act*. */
export function button(text: string, className: string, act: () => void): HTMLButtonElement {
  const result = element("button", { type: "button", class: className }, text);
  result.addEventListener("click", act);
  return result;
}

/** Sets the text of *place* if it is another one. */
export function write(place: HTMLElement, text: string): void {
  if (place.textContent !== text) {
    place.textContent = text;
  }
}

/**
 * Lets *control*, a part of *block*, be described by *what* it belongs to where the page has more of *such* blocks: its words stand there
 * as often. Where they stand once nothing is said, as a learner who listens has just heard it.
 */
export function belongTo<E extends Element>(
  control: E,
  what: Element | null | undefined,
  block: Element,
  such: string,
): E {
  const page = block.closest(".page");
  if (what && page && page.querySelectorAll(such).length > 1) {
    what.id ||= newId("about");
    control.setAttribute("aria-describedby", what.id);
  }
  return control;
}

/** Returns an id that no other element has. */
export function newId(what: string): string {
  // more.js counts for itself, in the same document.
  do {
    made += 1;
  } while (document.getElementById(`player-${what}-${made}`));
  return `player-${what}-${made}`;
}
