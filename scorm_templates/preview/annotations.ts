/** Says beside each block of a page what is wrong with it. The page is ours: a comment stands before each of its blocks. */
import type { Note, Place } from "./messages.js";

const STYLE = `
.coursepack-note { margin: 8px 0; padding: 8px 12px; border: 2px solid; border-left-width: 12px; font: 16px/1.4 sans-serif; }
.coursepack-note { color: #0b0c0c; background: #fff; overflow-wrap: anywhere; }
.coursepack-note--error { border-color: #d4351c; }
.coursepack-note--warning { border-color: #b58840; }
.coursepack-note--held { border-color: #4c2c92; }
`;
const WORDS = { error: "Error", warning: "Warning", held: "Held" } as const;

/** Puts each note before the block that it is about: the last that begins at its line or above, else the first of the file. */
export function annotate(document: Document, places: readonly Place[], notes: readonly Note[]): void {
  document.querySelectorAll(".coursepack-note").forEach((note) => {
    note.remove();
  });
  const marks = new Map<string, Comment>();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
  while (walker.nextNode()) {
    const comment = walker.currentNode as Comment;
    const [, name] = /^block (\S+ \d+)$/.exec(comment.data) ?? [];
    if (name !== undefined) {
      marks.set(name, comment);
    }
  }
  const host = document.defaultView;
  if (host && document.adoptedStyleSheets.length === 0) {
    const sheet = new host.CSSStyleSheet();
    sheet.replaceSync(STYLE);
    document.adoptedStyleSheets = [sheet];
  }
  const blocks = new Map<string, number>();
  const marked = places.map(({ page = "", file, line }) => {
    const number = blocks.get(page) ?? 0;
    blocks.set(page, number + 1);
    return { file, line, name: `${page} ${number}` };
  });
  for (const note of notes) {
    const inFile = marked.filter(({ file }) => file === note.file);
    const [first] = inFile;
    const before = inFile.filter(({ line }) => line <= note.line);
    const nearest = before[before.length - 1] ?? first;
    if (nearest) {
      marks.get(nearest.name)?.after(shown(document, note));
    }
  }
}

function shown(document: Document, { severity, file, line, code, message, hint }: Note): HTMLElement {
  const aside = document.createElement("aside");
  aside.className = `coursepack-note coursepack-note--${severity}`;
  aside.setAttribute("aria-label", `${WORDS[severity]} in the course`);
  const strong = document.createElement("strong");
  strong.textContent = severity === "held" ? "Held" : `${WORDS[severity]} ${code}`;
  aside.append(strong, ` ${file}:${line} ${message}${hint && ` – ${hint}`}`);
  return aside;
}
