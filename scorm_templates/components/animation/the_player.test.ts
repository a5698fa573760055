import { beforeEach, expect, test, vi } from "vitest";
import { bringScript } from "../../../player/src/run/bring_script.js";
import type { Player } from "./player/player.js";
import { thePlayer, type Left } from "./the_player.js";

vi.mock("../../../player/src/run/bring_script.js");

beforeEach(() => {
  vi.stubGlobal("window", {});
});

test("the player is asked for by another name after it did not come, or something else in its place, and never again once it is there", async () => {
  const player = {} as typeof Player;
  vi.mocked(bringScript)
    .mockRejectedValueOnce(new TypeError("offline"))
    .mockResolvedValueOnce()
    .mockImplementationOnce(() => {
      (window as Left).coursepackAnimation = player;
      return Promise.resolve();
    });
  await expect(thePlayer()).rejects.toThrow("offline");
  await expect(thePlayer()).rejects.toThrow("another file answered in its place");
  expect(await thePlayer()).toBe(player);
  expect(await thePlayer()).toBe(player);
  const file = "animation-player.js";
  expect(vi.mocked(bringScript).mock.calls).toEqual([
    [file, ""],
    [file, "again=1"],
    [file, "again=2"],
  ]);
});
