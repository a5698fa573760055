/** The way through a case: pure, without a page. A way is the options chosen, from the first step on. */
import type {
  PlayerCase,
  PlayerCaseEnding,
  PlayerCaseNode,
  PlayerCaseOption,
} from "../../../player/src/core/player_data.js";

/** A step that was taken: what was asked, and the option that was chosen. */
export interface Taken {
  readonly node: PlayerCaseNode;
  readonly option: PlayerCaseOption;
}

/** Where a way has led: the steps taken, and the next one; null where the case is over. */
export interface Place {
  readonly taken: readonly Taken[];
  readonly node: PlayerCaseNode | null;
}

/** Returns where *way* leads. What another release of the case knew, and this one does not, is left out. */
export function placeOf({ nodes, start }: PlayerCase, way: readonly number[]): Place {
  const named = (id: string | null): PlayerCaseNode | null => nodes.find((node) => node.id === id) ?? null;
  const taken: Taken[] = [];
  let node = named(start);
  for (const step of way) {
    const option = node?.options[step];
    if (!node || !option) {
      break;
    }
    taken.push({ node, option });
    node = named(option.next);
  }
  return { taken, node };
}

/** Returns the ending to which the steps *taken* lead: the first that fits. */
export function endingOf({ endings }: PlayerCase, taken: readonly Taken[]): PlayerCaseEnding | undefined {
  const marks = new Set(taken.flatMap(({ option }) => option.gives));
  return endings.find(
    ({ needs, lacks }) => needs.every((mark) => marks.has(mark)) && !lacks.some((mark) => marks.has(mark)),
  );
}
