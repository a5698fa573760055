/** The frame in which the emulated LMS's page stands: what is ordered there, and what is reported from there. */
import { element } from "../../player/src/ui/element.js";
import type { Order, Report } from "./messages.js";
import { WITH_SCRIPTS } from "./sandbox.js";

/** What is reported once the page listens. */
export type Happening = Exclude<Report, { kind: "ready" }>;

export class Stage {
  readonly frame = element("iframe", { title: "Emulated LMS", id: "lms", sandbox: WITH_SCRIPTS });
  private isReady = false;
  private readonly waiting: Order[] = [];
  private readonly origin: string;

  /** Opens the LMS's page *address*, once the frame is put into the inspector's, and gives *hear* what it reports. */
  constructor(address: string, hear: (report: Happening) => void) {
    this.origin = new URL(address).origin;
    window.addEventListener("message", ({ origin, source, data }: MessageEvent<Report>) => {
      if (origin !== this.origin || source !== this.frame.contentWindow) {
        return;
      }
      if (data.kind === "ready") {
        this.isReady = true;
        this.waiting.splice(0).forEach((order) => {
          this.send(order);
        });
      } else {
        hear(data);
      }
    });
    this.frame.src = address;
  }

  /** Sends *order* to the page, or keeps it until that listens. */
  send(order: Order): void {
    if (this.isReady) {
      this.frame.contentWindow?.postMessage(order, this.origin);
    } else {
      this.waiting.push(order);
    }
  }
}
