/**
 * What `animation-<id>.json` holds, as `builder/render/animations.py` writes it. `tests/vectors/animation.json` is read by
 * the tests of both sides.
 */

/** An element of a drawing. It passed the builder's allow-list; text is text and is never read as markup. */
export type SvgNode = readonly [
  tag: string,
  attributes: Readonly<Record<string, string>>,
  children?: readonly (SvgNode | string)[],
];

/** How one part of a scene moves, in the words of the Web Animations API; times are in milliseconds. */
export interface Motion {
  readonly target: string;
  readonly origin: string;
  readonly keyframes: readonly Readonly<Record<string, string | number>>[];
  readonly delay: number;
  readonly duration: number;
  readonly iterations: number;
  readonly direction: "normal" | "alternate";
  readonly fill: "both" | "forwards";
}

/** A caption, and the second of its scene at which it comes. */
export type Cue = readonly [start: number, text: string];

export interface Scene {
  readonly id: string;
  readonly seconds: number;
  /** The words on the screen; may be empty. */
  readonly words: string;
  /** What the picture shows, for people who do not see it. */
  readonly about: string;
  readonly cues: readonly Cue[];
  /** Where the narration is to be had as somebody speaks it, if they do. */
  readonly sound?: string;
  readonly picture: SvgNode;
  readonly motion: readonly Motion[];
}

export interface Story {
  readonly id: string;
  /** Shapes that the scenes borrow by `use`. */
  readonly cast: readonly SvgNode[];
  readonly scenes: readonly Scene[];
}
