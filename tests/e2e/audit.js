// What one look at the page that is shown finds wrong. Runs inside the page, beside axe; returns lines of words.
window.audit = (() => {
  const CONTROLS = "button, summary, select, textarea, input, .radios__label, .checkboxes__label, .button";
  const FOCUSABLE = "a[href], button, summary, select, textarea, input, [tabindex='0']";

  const isShown = (element) =>
    element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false }) && element.getClientRects().length > 0;
  const shown = (selector) => [...document.querySelectorAll(selector)].filter(isShown);
  const named = (element) => {
    const words = (element.textContent || element.id).trim().replace(/\s+/g, " ").slice(0, 50);
    return `${element.tagName.toLowerCase()}.${element.className} "${words}"`;
  };

  function layout() {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) {
      return [];
    }
    const wide = shown("main *").filter((element) => element.getBoundingClientRect().right > clientWidth + 1);
    return [`scrolls sideways: ${scrollWidth} in ${clientWidth}: ${wide.slice(0, 3).map(named).join("; ")}`];
  }

  function titles() {
    const headings = shown("h1");
    const heading = headings[0]?.textContent ?? "";
    return [
      ...(headings.length === 1 ? [] : [`${headings.length} h1 in view`]),
      ...(document.title.startsWith(heading) ? [] : [`the title is ${document.title}, the heading ${heading}`]),
    ];
  }

  async function titlesOf(pages) {
    const found = [];
    for (const page of pages) {
      location.hash = page;
      while (document.querySelector(".page[data-current]").id !== page) {
        await new Promise(requestAnimationFrame);
      }
      found.push(...titles().map((what) => `${page}: ${what}`));
    }
    return found;
  }

  // An input of 44 px is what is pressed; a radio's or a checkbox's is the one inside its item.
  function targets() {
    return shown(CONTROLS).flatMap((element) => {
      const { width, height } = element.getBoundingClientRect();
      return height >= 43.5 && width >= 43.5 ? [] : [`${named(element)} is ${Math.round(width)} by ${Math.round(height)} px`];
    });
  }

  function obscured() {
    return shown(FOCUSABLE).flatMap((element) => {
      if (element.matches(":disabled") || element.closest("[inert]")) {
        return [];
      }
      element.focus();
      const found = [];
      if (document.activeElement !== element) {
        found.push(`${named(element)} cannot have the focus`);
      }
      const box = element.getClientRects()[0];
      const points = [[0.5, 0.5], [0.2, 0.5], [0.8, 0.5], [0.5, 0.3], [0.5, 0.7]].map(([x, y]) => [
        box.left + box.width * x,
        box.top + Math.min(box.height, innerHeight) * y,
      ]);
      const hidden = points.filter(([x, y]) => {
        const hit = document.elementFromPoint(x, y);
        return !hit || !(element.contains(hit) || hit.contains(element) || hit.closest("label")?.control === element);
      });
      if (hidden.length > 0 && box.height < innerHeight) {
        found.push(`${named(element)} has the focus and is covered at ${hidden.length} of 5 points`);
      }
      return found;
    });
  }

  async function axeFindings(context, rules) {
    const { violations } = await axe.run(context, { resultTypes: ["violations"], preload: false, ...rules });
    return violations.map(({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0].html.slice(0, 160)} | ${nodes[0].failureSummary.slice(0, 300)}`);
  }

  const everything = new CSSStyleSheet();
  everything.replaceSync(".js .page:not([data-current], [hidden]) { display: block !important }");

  // Every page, every panel, the contents, and the feedback to every question that has been given up.
  function openAll() {
    document.adoptedStyleSheets = [everything];
    document.querySelectorAll("details").forEach((details) => (details.open = true));
    document.getElementById("contents").toggleAttribute("data-open", true);
    [...document.querySelectorAll("form.question button")]
      .filter((button) => button.textContent.startsWith("I am not sure"))
      .forEach((button) => button.click());
  }

  // A reader's own style sheet (WCAG 1.4.12).
  function spaceOut() {
    const spaced = new CSSStyleSheet();
    spaced.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }" +
        " p { margin-block-end: 2em !important }",
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, spaced];
  }

  const measured = () => [...layout(), ...targets(), ...obscured()];

  return { openAll, spaceOut, layout, titles, titlesOf, targets, obscured, measured, axeFindings };
})();
