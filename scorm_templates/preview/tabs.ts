/** Tabs after the ARIA Authoring Practices: arrows go from one to the next, and only the one that is chosen is in the way of Tab. */
import { element } from "../../player/src/ui/element.js";

/** Puts a tab for each of *titles* into *list* and a panel into *panels*; returns the panels in that order. */
export function tabs(list: HTMLElement, panels: HTMLElement, titles: readonly string[]): HTMLElement[] {
  const made = titles.map((title, index) => {
    const tab = element(
      "button",
      { type: "button", role: "tab", id: `tab-${index}`, "aria-controls": `panel-${index}` },
      title,
    );
    const panel = element("div", {
      role: "tabpanel",
      id: `panel-${index}`,
      "aria-labelledby": `tab-${index}`,
      tabindex: "0",
    });
    return { tab, panel };
  });
  const choose = (chosen: number) => {
    made.forEach(({ tab, panel }, index) => {
      tab.setAttribute("aria-selected", String(index === chosen));
      tab.tabIndex = index === chosen ? 0 : -1;
      panel.hidden = index !== chosen;
    });
  };
  const steps: Readonly<Record<string, (index: number) => number>> = {
    ArrowRight: (index) => (index + 1) % made.length,
    ArrowLeft: (index) => (index + made.length - 1) % made.length,
    Home: () => 0,
    End: () => made.length - 1,
  };
  made.forEach(({ tab, panel }, index) => {
    tab.addEventListener("click", () => {
      choose(index);
    });
    tab.addEventListener("keydown", (event) => {
      const next = steps[event.key]?.(index);
      if (next !== undefined) {
        event.preventDefault();
        choose(next);
        made[next]?.tab.focus();
      }
    });
    list.append(tab);
    panels.append(panel);
  });
  choose(0);
  return made.map(({ panel }) => panel);
}
