import { describe, expect, test } from "vitest";
import { arrived, device, queue, statement } from "../../../testing/queues.js";

describe("of two windows", () => {
  test("the one that does not save puts nothing on the shelf, and takes over what the other left there", async () => {
    const [one, other] = [queue(), queue()];
    other.pause();
    one.add(statement(1));
    other.add(statement(2));
    expect(device.kept).not.toContain("https://example.org/2");
    other.join();
    expect(JSON.parse(device.kept)).toMatchObject([{ id: statement(2).id }, { id: statement(1).id }]);
    await other.flush();
    expect(arrived().sort()).toEqual(["1", "2"]);
    expect(device.kept).toBe("");
  });

  test("one that saves sends what the other has put on the shelf as well", async () => {
    const [one, other] = [queue(), queue()];
    one.add(statement(1));
    other.join();
    await other.flush();
    expect(arrived()).toEqual(["1"]);
  });

  test("each leaves on the shelf what the other put there, and takes off what is its own", async () => {
    const [one, other] = [queue(), queue()];
    one.add(statement(1));
    other.add(statement(2));
    await one.flush();
    expect(device.kept).toContain("https://example.org/2");
    expect(device.kept).not.toContain("https://example.org/1");
  });
});
