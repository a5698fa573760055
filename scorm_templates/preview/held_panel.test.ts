import { describe, expect, it } from "vitest";
import { heldIn } from "./held_panel.js";

describe("what a record store holds of a learner", () => {
  const key = (activity: string, name: string) => JSON.stringify([activity, { account: { name } }, "state", null]);
  const documents = {
    [key("https://e.example/two", "learner-1")]: '{"state": "of two"}',
    [key("https://e.example/one", "learner-2")]: '{"state": "of another"}',
    [key("https://e.example/one", "learner-1")]: '{"state": "of one"}',
  };

  it.each([
    ["/index.html?endpoint=x&activity_id=https%3A%2F%2Fe.example%2Fone", "of one"],
    ["/index.html?activity_id=https%3A%2F%2Fe.example%2Ftwo", "of two"],
    ["/index.html?activity_id=https%3A%2F%2Fe.example%2Fthree", ""],
    ["/index.html?endpoint=x", "of two"],
  ])("is of the module that is launched, where its address names one (%s)", (address, state) => {
    expect(heldIn(documents, "learner-1", address)).toBe(state);
  });
});
