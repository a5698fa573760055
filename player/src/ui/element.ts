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

/** Lets *control*, whose words may stand on a page more than once, be described by *what* it belongs to. */
export function belongTo<E extends Element>(control: E, what: Element | null | undefined): E {
  if (what) {
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
