/** A scene's picture: shapes become SVG elements, and motions become animations that stand still until they are told a time. */
import type { Motion, Scene, SvgNode } from "./data.js";

const SVG = "http://www.w3.org/2000/svg";
const FADE_MS = 700;

/** Returns *shape* as an element. Nothing here reads markup: tags, attributes and text are set one by one. */
export function drawn(shape: SvgNode): SVGElement {
  const [tag, attributes, children = []] = shape;
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  for (const child of children) element.append(typeof child === "string" ? child : drawn(child));
  return element;
}

/** Returns an element without a size that holds the shapes which the scenes borrow. */
export function castOf(shapes: readonly SvgNode[]): SVGElement {
  const cast = drawn(["svg", { width: "0", height: "0", "aria-hidden": "true", class: "animation__cast" }]);
  cast.append(drawn(["defs", {}, shapes]));
  return cast;
}

/** Whether a picture moves, or shows its scene as it is drawn. */
export type Form = "moving" | "still";

export class Picture {
  readonly element: SVGElement;
  private readonly animations: Animation[] = [];

  constructor(scene: Scene, form: Form) {
    this.element = drawn(scene.picture);
    this.element.setAttribute("viewBox", "0 0 640 360");
    this.element.setAttribute("class", "animation__picture");
    this.element.setAttribute("role", "img");
    this.element.setAttribute("aria-label", scene.about);
    if (form === "moving") for (const motion of scene.motion) this.animate(motion);
  }

  /** Lets the picture come in over the one before it. */
  fadeIn(): void {
    this.hold(this.element.animate({ opacity: [0, 1] }, { duration: FADE_MS, fill: "both", easing: "ease-in-out" }));
  }

  seek(ms: number): void {
    for (const animation of this.animations) animation.currentTime = ms;
  }

  /** Says whether the picture before this one can go. */
  covers(ms: number): boolean {
    return ms >= FADE_MS;
  }

  private animate(motion: Motion): void {
    const target = this.element.querySelector<SVGElement>(`[id="${motion.target}"]`);
    if (!target) return;
    const { keyframes, delay, duration, iterations, direction, fill } = motion;
    target.style.transformBox = "fill-box";
    target.style.transformOrigin = motion.origin;
    if (keyframes.some((keyframe) => "strokeDashoffset" in keyframe)) {
      target.setAttribute("pathLength", "1");
      target.setAttribute("stroke-dasharray", "1 2");
    }
    this.hold(target.animate([...keyframes], { delay, duration, iterations, direction, fill }));
  }

  private hold(animation: Animation): void {
    animation.pause();
    animation.currentTime = 0;
    this.animations.push(animation);
  }
}
