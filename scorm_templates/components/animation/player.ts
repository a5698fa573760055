/** The player of one animation: what is seen follows one moment, and the moment follows the learner. */
import { element } from "../../../player/src/ui/element.js";
import { Clock } from "./clock.js";
import { Controls, isOn, type View } from "./controls.js";
import type { Scene, Story } from "./data.js";
import { motionIsReduced } from "./motion.js";
import { castOf, Picture } from "./picture.js";
import { Sound } from "./sound.js";
import { cueAt, momentAt, type Moment } from "./timeline.js";

const BEGINNING: Moment = { index: 0, ms: 0 };

export class Player {
  readonly element: HTMLElement;
  private moment = BEGINNING;
  private state: View["state"] = "paused";
  private form: View["form"] = "moving";
  private shown: { readonly scene: Scene; readonly form: View["form"]; readonly picture: Picture } | null = null;
  private readonly clock = new Clock((ms) => {
    this.pass(ms);
  });
  private readonly sound = new Sound();
  private readonly stage = element("div", { class: "animation__stage" });
  private readonly words = element("p", { class: "animation__screen-words" });
  private readonly captions = element("p", { class: "animation__captions" });
  private readonly controls: Controls;
  private readonly after: HTMLElement;

  /** Takes what the package says of the animation, and what is shown when it is over, if there is such a thing. */
  constructor(
    private readonly story: Story,
    private readonly afterword: Element | null,
  ) {
    this.controls = new Controls(story.scenes, {
      toggle: () => {
        this.toggle();
      },
      step: (by) => {
        this.step(by);
      },
      restart: () => {
        this.go(BEGINNING);
      },
      seek: (seconds) => {
        this.seek(seconds);
      },
      pace: (speed) => {
        this.clock.speed = speed;
      },
    });
    this.controls.captions.addEventListener("click", () => {
      this.show();
    });
    this.after = element("div", { class: "animation__over", role: "status" });
    this.element = element("div", { class: "animation__player" }, this.stage, this.words, this.captions);
    this.element.append(this.after, this.controls.element);
    this.stage.append(castOf(story.cast));
  }

  /** Begins, as the learner has just asked for it. */
  open(): void {
    this.go(BEGINNING);
    this.controls.focus(this.form);
    // All of it at once, and not its controls alone; on a phone on its side, the picture with its controls.
    const fits = this.element.offsetHeight < window.innerHeight;
    this.element.scrollIntoView({ block: fits ? "nearest" : "start" });
  }

  pause(): void {
    if (this.state === "playing") {
      this.state = "paused";
      this.show();
    }
  }

  private toggle(): void {
    if (this.state === "waiting") {
      this.go({ index: this.moment.index + 1, ms: 0 });
    } else if (this.state === "ended") {
      this.go(BEGINNING);
    } else {
      this.state = this.state === "playing" ? "paused" : "playing";
      this.show();
    }
  }

  private step(by: 1 | -1): void {
    const index = this.moment.index + by;
    if (index in this.story.scenes) {
      this.go({ index, ms: 0 });
    }
  }

  /** Goes to *moment* and plays from there: the learner asked for a scene, not for its first instant. */
  private go(moment: Moment): void {
    this.moment = moment;
    this.state = "playing";
    this.show();
  }

  private seek(seconds: number): void {
    this.moment = momentAt(this.story.scenes, seconds);
    if (this.isAtEnd()) {
      this.endScene();
    } else if (this.state !== "playing") {
      this.state = "paused";
    }
    this.show();
  }

  private pass(ms: number): void {
    const { index } = this.moment;
    this.moment = { index, ms: Math.min(this.moment.ms + ms, this.length(index)) };
    if (this.isAtEnd()) {
      this.endScene();
    }
    this.show();
  }

  private isAtEnd(): boolean {
    return this.moment.ms === this.length(this.moment.index);
  }

  /** Returns how long a scene is, in milliseconds. */
  private length(index: number): number {
    return (this.story.scenes[index]?.seconds ?? 0) * 1000;
  }

  /** Each scene waits for the learner, unless they asked for all of them in a row. */
  private endScene(): void {
    if (this.isLastScene()) {
      this.state = "ended";
    } else if (isOn(this.controls.playAll)) {
      this.moment = { index: this.moment.index + 1, ms: 0 };
    } else {
      this.state = "waiting";
    }
  }

  private isLastScene(): boolean {
    return this.moment.index === this.story.scenes.length - 1;
  }

  private show(): void {
    this.form = motionIsReduced() ? "still" : "moving";
    if (this.form === "still") {
      this.state = this.isLastScene() ? "ended" : "paused";
    }
    if (this.state === "playing") {
      this.clock.start();
    } else {
      this.clock.stop();
    }
    const scene = this.story.scenes[this.moment.index];
    if (scene && this.state === "playing" && isOn(this.controls.sound)) {
      this.sound.speak(scene, this.moment.ms, this.clock.speed);
    } else {
      this.sound.stop();
    }
    this.showPicture();
    this.showText();
    this.showAfterword();
    this.controls.show({ moment: this.moment, state: this.state, form: this.form });
  }

  private showPicture(): void {
    const scene = this.story.scenes[this.moment.index];
    if (scene && (this.shown?.scene !== scene || this.shown.form !== this.form)) {
      const follows = this.shown && this.form === "moving" && this.state === "playing";
      const picture = new Picture(scene, this.form);
      this.stage.append(picture.element);
      this.shown = { scene, form: this.form, picture };
      if (follows) {
        picture.fadeIn();
      }
    }
    if (!this.shown) {
      return;
    }
    const { picture } = this.shown;
    picture.seek(this.moment.ms);
    if (this.state !== "playing" || picture.covers(this.moment.ms)) {
      for (const old of this.stage.querySelectorAll(".animation__picture")) {
        if (old !== picture.element) old.remove();
      }
    }
  }

  private showText(): void {
    const scene = this.story.scenes[this.moment.index];
    if (!scene) {
      return;
    }
    const cue =
      this.form === "still"
        ? scene.cues.map(([, text]) => text).join(" ")
        : scene.cues[cueAt(scene.cues, this.moment.ms)]?.[1];
    write(this.words, scene.words);
    write(this.captions, cue ?? "");
    this.captions.hidden = !isOn(this.controls.captions);
  }

  /** Shows what is said when the story is over: in a film in the captions' place, under a still below its words. */
  private showAfterword(): void {
    const isOver = this.state === "ended" && this.afterword !== null;
    const takesPlace = isOver && this.form === "moving";
    this.words.hidden = takesPlace;
    this.captions.hidden ||= takesPlace;
    if (!isOver) {
      this.after.replaceChildren();
    } else if (!this.after.hasChildNodes()) {
      this.after.append(...Array.from(this.afterword.childNodes, (node) => node.cloneNode(true)));
    }
  }
}

/** Sets the text of *place* if it is another one: sixty times a second it is the same. */
function write(place: HTMLElement, text: string): void {
  if (place.textContent !== text) {
    place.textContent = text;
  }
}
