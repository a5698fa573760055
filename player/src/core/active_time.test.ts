import { expect, test } from "vitest";
import { ActiveTime } from "./active_time.js";

test("only the time in which the page could be seen counts", () => {
  let now = 1_000;
  const time = new ActiveTime(60_000, () => now);
  now += 5_000;
  expect(time.seconds()).toBe(0);
  time.resume();
  now += 2_500;
  expect(time.seconds()).toBe(2.5);
  time.pause();
  now += 60_000;
  time.pause();
  expect(time.seconds()).toBe(2.5);
  time.resume();
  time.resume();
  now += 1_000;
  expect(time.seconds()).toBe(3.5);
});

test("a clock that goes back takes nothing away", () => {
  let now = 10_000;
  const time = new ActiveTime(60_000, () => now);
  time.resume();
  now = 4_000;
  expect(time.seconds()).toBe(0);
});

test("what a device slept counts for nothing, also for who asks before stock is taken", () => {
  let now = 0;
  const time = new ActiveTime(60_000, () => now);
  time.resume();
  now += 5_000;
  time.takeStock();
  now += 1_000;
  expect(time.seconds()).toBe(6);
  now += 3_600_000;
  expect(time.seconds()).toBe(6);
  time.use();
  now += 2_000;
  expect(time.seconds()).toBe(8);
});

test("a page that goes out of sight as the device wakes has not been read while it slept", () => {
  let now = 0;
  const time = new ActiveTime(60_000, () => now);
  time.resume();
  now += 3_600_000;
  time.pause();
  expect(time.seconds()).toBe(0);
});

test("ends five minutes after the last sign of a reader, and goes on with the next", () => {
  let now = 0;
  const time = new ActiveTime(60_000, () => now);
  const pass = (seconds: number): void => {
    for (let beat = 0; beat < seconds; beat += 5) {
      now += 5_000;
      time.takeStock();
    }
  };
  time.resume();
  pass(240);
  time.use();
  pass(36_000);
  expect(time.seconds()).toBe(540);
  time.use();
  pass(60);
  expect(time.seconds()).toBe(600);
});
