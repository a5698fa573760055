/** Whether it is this window's turn to save: the other windows are asked, and one of them may take over at any time. */
import type { Device } from "./device.js";
import { openWriter, type Writer } from "./writer.js";

export class Turn {
  /** Kept once the others have answered. */
  asked = Promise.resolve();
  private readonly writer: Writer;
  /** How often another window has said that it is the one that saves: also while this one still asks. */
  private denials = 0;

  /** `tell` is told of every answer; before that `device` takes up what the others have kept. */
  constructor(
    name: string,
    private readonly device: Pick<Device, "reload">,
    private readonly tell: (answer: "granted" | "denied") => void,
  ) {
    this.writer = openWriter(name, () => {
      this.denials += 1;
      tell("denied");
    });
  }

  ask(how: "politely" | "by force"): void {
    this.asked = this.askAll(how);
  }

  release(): void {
    this.writer.release();
  }

  private async askAll(how: "politely" | "by force"): Promise<void> {
    const { denials } = this;
    const isGranted = await this.writer.take(how);
    await this.device.reload();
    this.tell(isGranted && denials === this.denials ? "granted" : "denied");
  }
}
