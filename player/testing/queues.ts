/** What tests of what waits for a store begin with: a store, and a device that keeps. */
import { beforeEach, vi } from "vitest";
import { Lrs } from "../src/trackers/lrs/lrs.js";
import { StatementQueue } from "../src/trackers/lrs/queue.js";
import type { QueueShelf } from "../src/trackers/lrs/shelf.js";
import { activity, verb, type Statement } from "../src/trackers/lrs/statement.js";
import { FakeLrs, LAUNCH } from "./fake_lrs.js";

export const { actor } = LAUNCH;

export let lrs: FakeLrs;
/** What the device has on its shelf, and whether the browser takes no more. */
export const device = { kept: "", isFull: false };

const shelf: QueueShelf = {
  read: () => device.kept,
  load: () => Promise.resolve([device.kept]),
  write: (text) => {
    device.kept = device.isFull ? device.kept : text;
  },
  written: () => Promise.resolve(!device.isFull),
};

export function statement(number: number): Statement {
  const id = `00000000-0000-5000-8000-${String(number).padStart(12, "0")}`;
  const object = activity(`https://example.org/${number}`);
  return { id, actor, verb: verb("experienced"), object, context: {}, timestamp: "2026-11-21T14:32:05.000Z" };
}

export const same = (statement: Statement): Statement | null => statement;
export const queue = (isOnce = false, retold = same): StatementQueue =>
  new StatementQueue(new Lrs(LAUNCH), { shelf, actor, isOnce: () => isOnce, retold });
export const arrived = (): string[] =>
  lrs.statements.map(({ object }) => object.id.replace("https://example.org/", ""));

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  Object.assign(device, { kept: "", isFull: false });
  lrs = new FakeLrs();
  vi.stubGlobal("fetch", lrs.fetch);
});
