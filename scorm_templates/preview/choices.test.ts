// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { element } from "../../player/src/ui/element.js";
import { choice, chooseWidthFor } from "./choices.js";

describe("the width in which a module is shown at first", () => {
  it.each([
    [1700, "1280"],
    [1280, "1280"],
    [1279, "1010"],
    [600, "498"],
    [200, "320"],
  ])("is the widest that fits into a stage of %i px", (room, width) => {
    const widths = ["320", "375", "498", "754", "1010", "1280"].map((value) => element("option", { value }));
    document.body.replaceChildren(element("select", { id: "width" }, ...widths));
    chooseWidthFor(room);
    expect(choice("width").value).toBe(width);
  });
});
