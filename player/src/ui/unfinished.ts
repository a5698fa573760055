/** Says of a page that was left what is still to be done on it. Nobody is stopped: it stands on the next page, and gives way. */
import { element } from "./element.js";
import type { Notice } from "./notice.js";
import type { Run } from "../run/run.js";
import { word } from "../core/words.js";

/** Tells in *notice* what is left to answer on the page *id*, if anything is. */
export function tellUnfinished({ data, state }: Pick<Run, "data" | "state">, notice: Notice, id: string): void {
  const page = data.pages.find((candidate) => candidate.id === id);
  const left = page?.required.filter((question) => !state.tried.some((tried) => tried.question === question)) ?? [];
  if (!page || left.length === 0) {
    return;
  }
  const title = word("player.page.unfinished", { page: page.title });
  const count = word("player.page.unanswered", { count: left.length });
  const back = element("a", { href: `#${id}` }, word("player.page.go-back"));
  notice.offer("unfinished", title, element("p", {}, `${count} `, back));
  const say = document.getElementById("say");
  if (say) {
    // The focus is on the title of the next page, which is heard first.
    say.textContent = title;
  }
}
