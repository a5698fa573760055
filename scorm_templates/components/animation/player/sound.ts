/** The narration as it was recorded: it follows the picture, wherever that is taken, and is silent until it is asked for. */
import type { Scene } from "../data.js";

/** Seconds by which sound and picture may be apart. */
const APART = 0.4;

export class Sound {
  private readonly voice = new Audio();
  private scene: Scene | undefined;

  /** Speaks what belongs to *scene* at *ms*, at the pace *speed*. */
  speak(scene: Scene, ms: number, speed: number): void {
    const { voice } = this;
    if (!scene.sound) {
      this.stop();
      return;
    }
    if (this.scene !== scene) {
      this.scene = scene;
      voice.src = scene.sound;
    }
    const at = ms / 1000;
    const isOver = at >= voice.duration;
    voice.playbackRate = speed;
    if (voice.readyState > 0 && !voice.seeking && Math.abs(voice.currentTime - at) > APART && !isOver) {
      voice.currentTime = at;
    }
    if (voice.paused && !isOver) {
      // Where it does not come, the captions are there.
      voice.play().catch(() => undefined);
    }
  }

  stop(): void {
    this.voice.pause();
  }
}
