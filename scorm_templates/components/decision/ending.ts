/** How a story goes on is told once its decision is made, or once a learner asks for it. Without this code all of it stands there. */
import { belongTo, button } from "../../../player/src/ui/element.js";
import { word } from "../../../player/src/core/words.js";

const HELD = "is-held";

/** Something on a page that asks what to do in a story. */
export interface Asker {
  /** The block that asks; the rest of its story stands below it, on the same page. */
  readonly block: HTMLElement;
  /** Whether the learner has decided, now or at an earlier visit. */
  isDecided(): boolean;
  /** The learner goes on without a decision, which counts as one. */
  skip(): void;
}

/** What still has to be decided before an ending is told, and how each is skipped. */
const waits = new WeakMap<HTMLElement, Map<HTMLElement, () => void>>();

/**
 * Holds back what the story of *asking* says below it, and offers to skip to it. Returns what is to be called whenever the
 * learner may have decided.
 */
export function holdEnding(asking: Asker): () => void {
  const { block } = asking;
  const endings = endingsBelow(block);
  const skip = button(word("player.decision.skip"), "button button--secondary decision__skip", () => {
    // Whoever asks for the ending has no more wish to decide anything before it.
    const others = new Set(endings.flatMap((ending) => [...(waits.get(ending)?.values() ?? [])]));
    others.forEach((skipped) => {
      skipped();
    });
    endings[0]?.setAttribute("tabindex", "-1");
    endings[0]?.focus();
  });
  for (const ending of endings) {
    const before = waits.get(ending) ?? new Map<HTMLElement, () => void>();
    waits.set(
      ending,
      before.set(block, () => {
        asking.skip();
        tell();
      }),
    );
  }
  if (endings.length > 0) {
    block.append(belongTo(skip, block.querySelector("legend, h2, h3"), block, ".block--decision, .block--case"));
  }
  const tell = (): void => {
    const isDecided = asking.isDecided();
    skip.hidden = isDecided;
    for (const ending of endings) {
      const before = waits.get(ending);
      if (isDecided) {
        before?.delete(block);
      }
      ending.classList.toggle(HELD, (before?.size ?? 0) > 0);
    }
  };
  tell();
  return tell;
}

function endingsBelow(block: HTMLElement): readonly HTMLElement[] {
  const told = block.closest(".page")?.querySelectorAll<HTMLElement>(".block--scenario[data-story]") ?? [];
  return Array.from(told).filter(
    (part) =>
      part.dataset["story"] === block.dataset["story"] &&
      (block.compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
  );
}
