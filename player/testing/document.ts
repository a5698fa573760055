/** The document of the module in course.ts, as scorm_templates/layouts lays it out, for tests in a browser's DOM. */
import original from "../../scorm_templates/words/en.json" with { type: "json" };
import type { PlayerData } from "../src/core/player_data.js";

/** Puts the document of *data* into the window; the pages' blocks are given as HTML by page id. */
export function layOut(data: PlayerData, blocks: Readonly<Record<string, string>> = {}): void {
  const contents = data.pages.map(
    ({ id, title }) => `<li><a href="#${id}" data-page="${id}">${title}</a> <span data-status></span></li>`,
  );
  const pages = data.pages.map(({ id, title }, index) => {
    const next = data.pages[index + 1];
    const told = index > 0 ? "" : json("player-words", original) + json("player-data", data);
    return `<section class="page" id="${id}" data-page="${id}"><h1 id="h-${id}" tabindex="-1">${title}</h1>
      ${blocks[id] ?? ""}
      <nav class="page__nav">${next ? `<a data-next href="#${next.id}">Continue: ${next.title}</a>` : ""}</nav></section>${told}`;
  });
  document.documentElement.className = "";
  document.documentElement.lang = "en-GB";
  document.title = `${data.module.title} – ${data.course.title}`;
  // eslint-disable-next-line no-restricted-properties -- a test's own document, written here
  document.body.innerHTML = `
    <a class="skip-link" href="#main">Skip to main content</a>
    <header><p id="save" role="status" aria-live="off"></p>
      <button id="hide" hidden>Hide this page</button>
      <button id="menu-button" hidden aria-expanded="false" aria-controls="contents">Contents <span data-count></span></button>
      <span class="bar__line"></span></header>
    <nav id="contents"><ol>${contents.join("")}</ol><p id="progress"></p></nav>
    <main id="main" tabindex="-1"><div id="notice" hidden></div>
      <section class="page" id="welcome-back" hidden><h1 tabindex="-1">Welcome back</h1></section>${pages.join("")}
      <section class="page" id="glossary"><h1 tabindex="-1">Words</h1><dl><dt id="term-lado" tabindex="-1">LADO</dt></dl></section>
    </main>
    <footer><a href="#glossary">Words used</a> <a href="licences.html">Licences</a>
      <button id="read-aloud" hidden>Read this page aloud</button>
      <form id="settings-form" hidden></form> <button id="leave" hidden>Save and leave</button></footer>
    <p id="say" role="status"></p>`;
}

function json(id: string, content: unknown): string {
  return `<script type="application/json" id="${id}">${JSON.stringify(content)}</script>`;
}

/** Returns the first element that *selector* finds; a test that expects it fails here where it is missing. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as querySelector: the caller knows the kind
export function find<E extends HTMLElement = HTMLElement>(selector: string, within: ParentNode = document): E {
  const found = within.querySelector<E>(selector);
  if (!found) {
    throw new Error(`nothing matches ${selector} in ${document.body.textContent.trim().slice(0, 2000)}`);
  }
  return found;
}

/** Presses the button or link whose words begin with *text*. */
export function press(text: string, within: ParentNode = document): void {
  const all = Array.from(within.querySelectorAll<HTMLElement>("button, a"));
  const found = all.find(
    (candidate) => candidate.textContent.trim().startsWith(text) && !candidate.closest("[hidden]"),
  );
  if (!found) {
    throw new Error(`no button or link "${text}" among ${all.map((one) => one.textContent.trim()).join(" | ")}`);
  }
  found.focus();
  found.click();
}
