/** The player of one animation: what is seen follows one moment, and the moment follows the learner. */
import { element, write } from "../../../../player/src/ui/element.js";
import { Clock } from "./clock.js";
import { Controls, isOn, type View, type Wishes } from "./controls.js";
import type { Scene, Story } from "../data.js";
import { motionIsReduced } from "../motion.js";
import { castOf, FADE_MS, Picture } from "./picture.js";
import { Sound } from "./sound.js";
import { captionAt, momentAt, type Moment } from "./timeline.js";

export class Player implements Wishes {
  readonly element: HTMLElement;
  private moment: Moment = { index: 0, ms: 0 };
  private state: View["state"] = "paused";
  private form: View["form"] = "moving";
  private picture: Picture | undefined;
  /** The scene of which *picture* is, and in which form. */
  private shown = "";
  private readonly clock = new Clock((ms) => {
    this.reach({ index: this.moment.index, ms: this.moment.ms + ms });
  });
  private readonly sound = new Sound();
  private readonly stage = element("div", { class: "animation__stage" });
  private readonly words = element("p", { class: "animation__screen-words" });
  private readonly captions = element("p", { class: "animation__captions" });
  private readonly after = element("div", { class: "animation__over", role: "status" });
  private readonly controls: Controls;

  /** Takes what the package says of the animation, and what is shown when it is over, if there is such a thing. */
  constructor(
    private readonly story: Story,
    private readonly afterword: Element | null,
  ) {
    this.controls = new Controls(story.scenes, this);
    this.controls.captions.addEventListener("click", () => {
      this.show();
    });
    this.stage.append(castOf(story.cast));
    const parts = [this.stage, this.words, this.captions, this.after, this.controls.element];
    this.element = element("div", { class: "animation__player" }, ...parts);
  }

  /** Begins, as the learner has just asked for it. */
  open(): void {
    this.go(0);
    this.controls.focus(this.form);
    // All of it at once, and not its controls alone; on a phone on its side, the picture with its controls.
    const fits = this.element.offsetHeight < window.innerHeight;
    this.element.scrollIntoView({ block: fits ? "nearest" : "start" });
  }

  pause(): void {
    if (this.state === "playing") {
      this.toggle();
    }
  }

  toggle(): void {
    if (this.state === "waiting") {
      this.step(1);
    } else if (this.state === "ended") {
      this.go(0);
    } else {
      this.state = this.state === "playing" ? "paused" : "playing";
      this.show();
    }
  }

  step(by: 1 | -1): void {
    this.go(this.moment.index + by);
  }

  /** Goes to a scene, if there is such a one, and plays from there: the learner asked for a scene, not for its first instant. */
  go(index: number): void {
    if (index in this.story.scenes) {
      this.moment = { index, ms: 0 };
      this.state = "playing";
      this.show();
    }
  }

  seek(seconds: number): void {
    if (this.state !== "playing") {
      this.state = "paused";
    }
    this.reach(momentAt(this.story.scenes, seconds));
  }

  pace(speed: number): void {
    this.clock.speed = speed;
  }

  /** Comes to a moment. At its end each scene waits for the learner, unless they asked for all of them in a row. */
  private reach({ index, ms }: Moment): void {
    const length = (this.story.scenes[index]?.seconds ?? 0) * 1000;
    this.moment = { index, ms: Math.min(ms, length) };
    if (ms >= length) {
      if (this.isLastScene()) {
        this.state = "ended";
      } else if (isOn(this.controls.playAll)) {
        this.moment = { index: index + 1, ms: 0 };
      } else {
        this.state = "waiting";
      }
    }
    this.show();
  }

  private isLastScene(): boolean {
    return this.moment.index === this.story.scenes.length - 1;
  }

  private show(): void {
    const { moment, afterword } = this;
    const scene = this.story.scenes[moment.index];
    if (!scene) {
      return;
    }
    this.form = motionIsReduced() ? "still" : "moving";
    if (this.form === "still") {
      this.state = this.isLastScene() ? "ended" : "paused";
    }
    const { state, form } = this;
    if (state === "playing") {
      this.clock.start();
    } else {
      this.clock.stop();
    }
    if (state === "playing" && isOn(this.controls.sound)) {
      this.sound.speak(scene, moment.ms, this.clock.speed);
    } else {
      this.sound.stop();
    }
    this.showPicture(scene);
    write(this.words, scene.words);
    write(
      this.captions,
      form === "still" ? scene.cues.map(([, text]) => text).join(" ") : captionAt(scene.cues, moment.ms),
    );
    // What is said when the story is over stands in a film in the captions' place, under a still below its words.
    const isOver = state === "ended" && afterword !== null;
    this.words.hidden = isOver && form === "moving";
    this.captions.hidden = this.words.hidden || !isOn(this.controls.captions);
    if (isOver !== this.after.hasChildNodes()) {
      this.after.replaceChildren(...(isOver ? Array.from(afterword.cloneNode(true).childNodes) : []));
    }
    this.controls.show({ moment, state, form });
  }

  private showPicture(scene: Scene): void {
    const plays = this.state === "playing";
    const shows = `${this.form} ${scene.id}`;
    if (this.shown !== shows) {
      this.picture = new Picture(scene, this.form === "still" ? [] : scene.motion);
      this.stage.append(this.picture.element);
      if (this.shown && plays) {
        this.picture.fadeIn();
      }
      this.shown = shows;
    }
    this.picture?.seek(this.moment.ms);
    if (!plays || this.moment.ms >= FADE_MS) {
      for (const old of this.stage.querySelectorAll(".animation__picture")) {
        if (old !== this.picture?.element) old.remove();
      }
    }
  }
}
