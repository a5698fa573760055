/** A scene's picture: shapes become SVG elements, and motions become animations that stand still until they are told a time. */
import type { Motion, Scene, SvgNode } from "../data.js";

/** Milliseconds in which a picture comes in over the one before it. */
export const FADE_MS = 700;

/** Returns *shape* as an element. Nothing here reads markup: tags, attributes and text are set one by one. */
export function drawn([tag, attributes, children = []]: SvgNode): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  for (const child of children) element.append(typeof child === "string" ? child : drawn(child));
  return element;
}

/** Returns an element without a size that holds the shapes which the scenes borrow. */
export function castOf(shapes: readonly SvgNode[]): SVGElement {
  return drawn(["svg", { "aria-hidden": "true", class: "animation__cast" }, [["defs", {}, shapes]]]);
}

export class Picture {
  readonly element: SVGElement;
  private readonly animations: Animation[] = [];

  /** Draws *scene*: still as it is drawn, or with what *moves* in it. */
  constructor({ picture: [tag, attributes, children = []], about }: Scene, moves: readonly Motion[]) {
    const shown = { viewBox: "0 0 640 360", class: "animation__picture", role: "img", "aria-label": about };
    this.element = drawn([tag, { ...attributes, ...shown }, children]);
    for (const { target, origin, keyframes, ...timing } of moves) {
      const part = this.element.querySelector<SVGElement>(`[id="${target}"]`);
      if (part) {
        Object.assign(part.style, { transformBox: "fill-box", transformOrigin: origin });
        if (keyframes.some((keyframe) => "strokeDashoffset" in keyframe)) {
          part.setAttribute("pathLength", "1");
          part.setAttribute("stroke-dasharray", "1 2");
        }
        this.hold(part.animate([...keyframes], timing));
      }
    }
  }

  /** Lets the picture come in over the one before it. */
  fadeIn(): void {
    this.hold(this.element.animate({ opacity: [0, 1] }, { duration: FADE_MS, fill: "both", easing: "ease-in-out" }));
  }

  seek(ms: number): void {
    for (const animation of this.animations) animation.currentTime = ms;
  }

  private hold(animation: Animation): void {
    animation.pause();
    animation.currentTime = 0;
    this.animations.push(animation);
  }
}
