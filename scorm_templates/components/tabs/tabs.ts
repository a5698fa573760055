/** Tabs, as the ARIA Authoring Practices have them: arrows go from tab to tab, and the panel comes with its tab. */
import { element, newId } from "../../../player/src/ui/element.js";

interface Tab {
  readonly control: HTMLButtonElement;
  readonly panel: HTMLElement;
}

/** Puts the panels of *block* behind tabs that have their names. */
export function enhance(block: HTMLElement): void {
  const list = element("div", { class: "tabs__list", role: "tablist", "aria-label": heading(block, ".tabs__title") });
  const tabs = Array.from(block.querySelectorAll<HTMLElement>(".tabs__panel"), (panel) => {
    panel.id = newId("panel");
    const attributes = {
      type: "button",
      class: "tabs__tab",
      role: "tab",
      id: `${panel.id}-tab`,
      "aria-controls": panel.id,
    };
    const control = element("button", attributes, heading(panel, ".tabs__name"));
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("tabindex", "0");
    panel.setAttribute("aria-labelledby", control.id);
    return { control, panel };
  });
  for (const tab of tabs) {
    list.append(tab.control);
    tab.control.addEventListener("click", () => {
      select(tabs, tab);
    });
    // What is looked for in the module is in a panel that is not shown (player/src/ui/search.ts).
    tab.panel.addEventListener("beforematch", () => {
      select(tabs, tab);
    });
  }
  list.addEventListener("keydown", (event) => {
    const at = tabs.findIndex(({ control }) => control === event.target);
    const forward = getComputedStyle(block).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backward = forward === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
    const to = { [forward]: at + 1, [backward]: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    const tab = to === undefined ? undefined : tabs[(to + tabs.length) % tabs.length];
    if (tab) {
      event.preventDefault();
      select(tabs, tab);
      tab.control.focus();
    }
  });
  tabs[0]?.panel.before(list);
  select(tabs, tabs[0]);
}

function select(tabs: readonly Tab[], chosen: Tab | undefined): void {
  for (const tab of tabs) {
    const isChosen = tab === chosen;
    tab.panel.hidden = !isChosen;
    tab.control.setAttribute("aria-selected", String(isChosen));
    tab.control.tabIndex = isChosen ? 0 : -1;
  }
}

function heading(host: HTMLElement, selector: string): string {
  return host.querySelector(selector)?.textContent ?? "";
}
