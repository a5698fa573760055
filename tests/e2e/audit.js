// What one look at the page that is shown finds wrong. Runs inside the page, beside axe; returns lines of words.
window.audit = (() => {
  const CONTROLS =
    "button, summary, select, textarea, input, .radios__label, .checkboxes__label, .button, .contents__link, .page__previous, " +
    ".foot__links a, .content-note__ways a, .summary__actions a";
  const FOCUSABLE = "a[href], button, summary, select, textarea, input, [tabindex='0']";
  // Where five looks hit: the middle, and four places around it.
  const POINTS = [[0.5, 0.5], [0.2, 0.5], [0.8, 0.5], [0.5, 0.3], [0.5, 0.7]];
  // What axe leaves undecided here is measured elsewhere, or stands beside a picture that is cut off.
  // An arrow has the colours of the words behind it.
  const MEASURED_ELSEWHERE = ".block--table, .prose table, .block--animation > figcaption, .animation__stage, .arrange__arrow";
  const MOST_FRAMES = 300;

  // In forced colours Chromium computes the fill of letters as if no colour were forced, and axe believes it.
  const read = CSSStyleDeclaration.prototype.getPropertyValue;
  CSSStyleDeclaration.prototype.getPropertyValue = function (name) {
    return read.call(this, name === "-webkit-text-fill-color" ? "color" : name);
  };

  // A radio's and a checkbox's box is painted beside its label's letters, never under them.
  axe._audit.checks["color-contrast"].options.ignorePseudo = true;

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
    const isScrolled = (element) => element && (getComputedStyle(element).overflowX !== "visible" || isScrolled(element.parentElement));
    const isWide = (element) => element.getBoundingClientRect().right > clientWidth + 1 && !isScrolled(element.parentElement);
    const wide = shown("body *").filter(isWide);
    return [`scrolls sideways: ${scrollWidth} in ${clientWidth}: ${wide.slice(0, 3).map(named).join("; ")}`];
  }

  // Words that their own box cuts off. What is visually hidden, and what can be scrolled, is not cut off.
  function clipped() {
    return shown("body *").flatMap((element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      const isCut =
        (/hidden|clip/.test(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
        (/hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 1);
      const isMeant = element.clientWidth <= 1 || element.closest("svg, .animation__stage");
      return isCut && !isMeant && element.textContent.trim() ? [`${named(element)} is cut off`] : [];
    });
  }

  function titles() {
    const headings = shown("h1");
    const heading = headings[0]?.textContent ?? "";
    const around = document.querySelector(".masthead__title").lastChild.textContent.trim();
    return [
      ...(headings.length === 1 ? [] : [`${headings.length} h1 in view`]),
      ...(document.title.startsWith(`${heading} – ${around}`) ? [] : [`the title is ${document.title}, the heading ${heading}`]),
    ];
  }

  // An input of 44 px is what is pressed; a radio's or a checkbox's is the one inside its item.
  function targets() {
    return shown(CONTROLS).flatMap((element) => {
      const { width, height } = element.getBoundingClientRect();
      return height >= 43.5 && width >= 43.5 ? [] : [`${named(element)} is ${Math.round(width)} by ${Math.round(height)} px`];
    });
  }

  // The list of contents lies over a narrow page, and shuts as soon as the focus is elsewhere (player/src/ui/contents.ts).
  // cases.html has none.
  const contents = document.getElementById("contents");
  const isListOpen = () => contents?.hasAttribute("data-open");
  const openList = () => {
    if (!isListOpen()) {
      document.getElementById("menu-button").click();
    }
  };

  // Where the list is open, what stands in it is looked at in the open list, and it is open again in the end.
  function obscured() {
    const isOpen = isListOpen();
    const found = shown(FOCUSABLE).flatMap((element) => {
      if (element.matches(":disabled") || element.closest("[inert]")) {
        return [];
      }
      if (isOpen && contents.contains(element)) {
        openList();
      }
      element.focus();
      if (document.activeElement !== element) {
        return [`${named(element)} cannot have the focus`];
      }
      const box = element.getClientRects()[0];
      const hidden = POINTS.filter(([x, y]) => {
        const hit = document.elementFromPoint(box.left + box.width * x, box.top + Math.min(box.height, innerHeight) * y);
        return !hit || !(element.contains(hit) || hit.contains(element) || hit.closest("label")?.control === element);
      });
      return hidden.length > 0 && element.getBoundingClientRect().height < innerHeight
        ? [`${named(element)} has the focus and is covered at ${hidden.length} of ${POINTS.length} points`]
        : [];
    });
    if (isOpen) {
      openList();
    }
    return found;
  }

  const fits = () => [...layout(), ...clipped(), ...targets()];
  const measured = () => [...fits(), ...obscured()];

  async function goTo(page) {
    location.hash = page;
    for (let frame = 0; frame < MOST_FRAMES && document.querySelector(".page[data-current]").id !== page; frame++) {
      await new Promise(requestAnimationFrame);
    }
  }

  // Each of *pages* alone, as it is read: its measures, and *rules* of axe where there are any. What is not shown is taken
  // out meanwhile, as axe goes through every element of a document, hidden or not.
  async function alone(pages, rules) {
    const main = document.getElementById("main");
    const all = [...main.childNodes];
    const found = [];
    for (const page of pages) {
      await goTo(page);
      main.replaceChildren(...all.filter((child) => child.id === page || !child.classList?.contains("page")));
      const seen = [...titles(), ...measured(), ...(rules ? await axeFindings("html", rules) : [])];
      found.push(...seen.map((what) => `${page}: ${what}`));
      main.replaceChildren(...all);
    }
    return found;
  }

  const told = ({ html, failureSummary, any }) => `${html.slice(0, 160)} | ${(failureSummary ?? any[0]?.message ?? "").slice(0, 300)}`;

  // axe judges what is scrolled under the bar as well, and cannot see it there; `obscured` says whether the focus can be. What is far
  // from the view has no size of its own until it is laid out, and then lies over what follows.
  const laidOut = new CSSStyleSheet();
  laidOut.replaceSync(
    ".masthead, .bar, .contents[data-open] { position: relative !important; inset: auto !important; height: auto !important }" +
      " .page * { content-visibility: visible !important }",
  );

  async function axeFindings(context, rules) {
    const options = { resultTypes: ["violations", "incomplete"], preload: false, selectors: false, elementRef: true, ...rules };
    const before = [...document.adoptedStyleSheets];
    document.adoptedStyleSheets = [...before, laidOut];
    const { violations, incomplete } = await axe.run(context, options);
    document.adoptedStyleSheets = before;
    const undecided = incomplete
      .map(({ id, nodes }) => ({ id: `${id}, undecided`, nodes: nodes.filter(({ element }) => !element.closest(MEASURED_ELSEWHERE)) }))
      .filter(({ nodes }) => nodes.length > 0);
    return [...violations, ...undecided].map(({ id, nodes }) => `${id} (${nodes.length}): ${told(nodes[0])}`);
  }

  const everything = new CSSStyleSheet();
  everything.replaceSync(".js .page:not([data-current], [hidden]) { display: block !important }");

  const openPanels = () => document.querySelectorAll("details").forEach((details) => (details.open = true));

  // All pages below each other, with the contents: what is inside them is judged at once.
  function openAll() {
    document.adoptedStyleSheets = [everything, laidOut];
    openPanels();
    openList();
  }

  // Every question with its form and its feedback. No learner sees both; but axe passes over what is disabled.
  function answerAll() {
    for (const form of document.querySelectorAll("form.question:not(.check *)")) {
      [...form.querySelectorAll("button")].find((button) => button.textContent.startsWith("I am not sure"))?.click();
      form.querySelector("fieldset").disabled = false;
      form.querySelector(".question__buttons").hidden = false;
    }
  }

  // What a reader's own style sheet breaks (WCAG 1.4.12).
  function spacedOut() {
    const spaced = new CSSStyleSheet();
    spaced.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }" +
        " p { margin-block-end: 2em !important }",
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, spaced];
    const found = fits();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== spaced);
    return found;
  }

  return { openPanels, openAll, answerAll, fits, spacedOut, titles, alone, measured, axeFindings };
})();
