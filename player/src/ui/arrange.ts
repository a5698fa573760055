/**
 * Ways to give items their labels by hand: lines that move up and down, and cards that are tapped or dragged to a line. The
 * lists stay what holds the answer, and what keyboards and screen readers use.
 */
import { button, element } from "./element.js";
import { word } from "../core/words.js";

/** An item: the row in which it stands, what it says, and the list that holds its label. */
export interface Item {
  readonly row: HTMLElement;
  readonly text: string;
  readonly list: HTMLSelectElement;
}

/** Gives each of *items* buttons that move it up and down in *area*. The first move gives every item its place. */
export function movable(area: HTMLElement, items: readonly Item[]): void {
  let rows = [...items];
  const ways = new Map(items.map((item) => [item, { up: mover(item, -1), down: mover(item, 1) }]));
  for (const item of items) {
    const { up, down } = ways.get(item) ?? {};
    item.row.append(element("div", { class: "assign__move" }, item.list, ...[up, down].filter((way) => !!way)));
  }
  area.addEventListener("change", follow);
  follow();

  function mover(item: Item, by: -1 | 1): HTMLButtonElement {
    const arrow = element("span", { class: "arrange__arrow", "aria-hidden": "true" }, by < 0 ? "↑ " : "↓ ");
    const way = word(by < 0 ? "player.question.move-up" : "player.question.move-down");
    const name = element("span", { class: "arrange__way" }, way);
    const made = button("", "button button--secondary", () => {
      move(item, by);
    });
    made.append(arrow, name, element("span", { class: "visually-hidden" }, `: ${item.text}`));
    return made;
  }

  function move(item: Item, by: -1 | 1): void {
    const from = rows.indexOf(item);
    rows.splice(from, 1);
    rows.splice(from + by, 0, item);
    rows.forEach(({ row, list }, place) => {
      list.value = String(place);
      area.append(row);
    });
    item.list.dispatchEvent(new Event("change", { bubbles: true }));
    const { up, down } = ways.get(item) ?? {};
    const [pressed, other] = by < 0 ? [up, down] : [down, up];
    (pressed?.disabled ? other : pressed)?.focus();
    const say = document.getElementById("say");
    if (say) {
      say.textContent = word("player.question.moved", { place: from + by + 1, total: rows.length });
    }
  }

  /** Takes the order from the lists, once each item has a place of its own there. */
  function follow(): void {
    const places = new Set(items.map(({ list }) => list.value));
    if (places.size === items.length && !places.has("-1")) {
      rows = [...items].sort((one, other) => Number(one.list.value) - Number(other.list.value));
    }
    for (const [item, { up, down }] of ways) {
      up.disabled = item === rows[0];
      down.disabled = item === rows.at(-1);
    }
  }
}

/** Shows the label of each of *items* whole, and returns a tray of cards with the *labels*, to be put to the items in *area*. */
export function placeable(area: HTMLElement, items: readonly Item[], labels: readonly string[]): HTMLElement {
  let held: HTMLElement | null = null;
  let wasHeld = false;
  const cards = labels.map((label) => element("span", { class: "card" }, label));
  const shown = items.map(({ row, list }) => {
    const label = element("span", { "aria-hidden": "true" });
    row.append(element("div", { class: "place" }, label, list));
    return label;
  });
  // Whoever does not point has the lists, which do the same; the cards would only be in their way.
  const way = element("div", {}, word("player.question.cards"));
  const tray = element("div", { class: "tray", "aria-hidden": "true" }, way, ...cards);
  for (const card of cards) {
    card.addEventListener("pointerdown", ({ pointerType }) => {
      wasHeld = held === card;
      // A finger that moves on a card scrolls the page; a mouse drags it.
      if (pointerType === "mouse") {
        hold(card);
      }
    });
    card.addEventListener("click", () => {
      hold(wasHeld ? null : card);
    });
  }
  area.addEventListener("click", put);
  area.addEventListener("pointerup", (event) => {
    if (event.pointerType === "mouse") {
      put(event);
    }
  });
  area.addEventListener("change", show);
  show();
  return tray;

  /** Puts the card that is held to the item at which *event* is. */
  function put(event: Event): void {
    const item = items.find(({ row }) => event.target instanceof Node && row.contains(event.target));
    if (held && item) {
      event.preventDefault();
      item.list.value = String(cards.indexOf(held));
      hold(null);
      item.list.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  function hold(card: HTMLElement | null): void {
    held = area.closest(":disabled") ? null : card;
    cards.forEach((each) => each.toggleAttribute("data-held", each === held));
    area.toggleAttribute("data-placing", held !== null);
  }

  function show(): void {
    items.forEach(({ list, row }, at) => {
      const label = shown[at];
      if (label) {
        label.textContent = labels[Number(list.value)] ?? word("player.question.choose");
      }
      row.toggleAttribute("data-placed", list.value !== "-1");
    });
  }
}
