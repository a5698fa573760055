/** What somebody who looks at a page has before them, so that they have it again when the course has changed. */

/** A field that was filled in: by its page, its label and, of several with one label, its place. */
interface Field {
  readonly page: string;
  readonly label: string;
  readonly place: number;
  readonly value: string;
}

export interface KeptPlace {
  readonly page: string;
  readonly top: number;
  readonly fields: readonly Field[];
}

type Input = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Returns the page in view of one of our modules, or "". */
export function pageOf(document: Document): string {
  return document.querySelector(".page[data-current]")?.id ?? "";
}

/** Returns what is before whoever looks at *document*. */
export function placeIn(document: Document): KeptPlace {
  const fields = [...document.querySelectorAll(".page")].flatMap((page) =>
    labelled(page).flatMap(({ input, ...field }) => {
      const isFilledIn = isTicked(input) ? input.checked : input.value !== "";
      return isFilledIn ? [{ ...field, page: page.id, value: input.value }] : [];
    }),
  );
  return { page: pageOf(document), top: document.scrollingElement?.scrollTop ?? 0, fields };
}

/** Brings back what was before them as far as the page has it; returns what is still to come, for questions come later than text. */
export function bringBack(document: Document, { page, top, fields }: KeptPlace): KeptPlace | null {
  if (page !== "" && page !== pageOf(document)) {
    document.querySelector<HTMLElement>(`#contents [data-page="${CSS.escape(page)}"]`)?.click();
  }
  const left = fields.filter((field) => {
    const section = document.getElementById(field.page);
    const found =
      section && labelled(section).find(({ label, place }) => label === field.label && place === field.place);
    if (found) {
      fillIn(found.input, field.value);
    }
    return !found;
  });
  // The first time, and when all is there; in between somebody may have scrolled on.
  if (page !== "" || left.length === 0) {
    document.scrollingElement?.scrollTo({ top, behavior: "instant" });
  }
  return left.length > 0 ? { page: "", top, fields: left } : null;
}

function fillIn(input: Input, value: string): void {
  if (isTicked(input)) {
    if (!input.checked) {
      input.click();
    }
  } else if (input.type !== "file" && input.value !== value) {
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function isTicked(input: Input): input is HTMLInputElement {
  return input.type === "radio" || input.type === "checkbox";
}

/** Returns the fields in *page* with what they are called: their order may be another each time. */
function labelled(page: Element): { input: Input; label: string; place: number }[] {
  const times = new Map<string, number>();
  return [...page.querySelectorAll<Input>("input, select, textarea")].map((input) => {
    const label = input.labels?.[0]?.textContent.trim() ?? input.getAttribute("aria-label") ?? "";
    const place = times.get(label) ?? 0;
    times.set(label, place + 1);
    return { input, label, place };
  });
}
