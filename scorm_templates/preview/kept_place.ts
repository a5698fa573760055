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
  /** Whether the page is one of the course, and none that the player makes. */
  readonly isListed: boolean;
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
  const page = pageOf(document);
  return { page, top: document.scrollingElement?.scrollTop ?? 0, isListed: isListed(document, page), fields };
}

/**
 * Returns where to go in *document* for who was at *now*, and what is lost from there on: a place on a page that the document has
 * not. Somebody goes back to what was *lost* once its page is there again.
 */
export function whereTo(
  document: Document,
  now: KeptPlace,
  lost: KeptPlace | null,
): { place: KeptPlace; lost: KeptPlace | null } {
  if (lost && isListed(document, lost.page)) {
    const fields = [...lost.fields.filter(({ page }) => page === lost.page), ...now.fields];
    return { place: { ...lost, fields }, lost: null };
  }
  return { place: now, lost: lost ?? (now.isListed && !isListed(document, now.page) ? now : null) };
}

function isListed(document: Document, page: string): boolean {
  return listed(document, page) !== undefined;
}

function listed(document: Document, page: string): HTMLElement | undefined {
  const links = [...document.querySelectorAll<HTMLElement>("#contents [data-page]")];
  return links.find(({ dataset }) => dataset["page"] === page);
}

/** Brings back what was before them as far as the page has it; returns what is still to come, for questions come later than text. */
export function bringBack(document: Document, place: KeptPlace): KeptPlace | null {
  const { page, top, fields } = place;
  if (page !== "" && page !== pageOf(document)) {
    listed(document, page)?.click();
  }
  const left = fields.filter((field) => {
    const section = document.getElementById(field.page);
    const found = section && labelled(section).find((each) => each.label === field.label && each.place === field.place);
    if (found) {
      fillIn(found.input, field.value);
    }
    return !found;
  });
  // The first time, and when all is there; in between somebody may have scrolled on.
  if (page !== "" || left.length === 0) {
    document.scrollingElement?.scrollTo({ top, behavior: "instant" });
  }
  // A page that is not yet as high as it was cannot be scrolled as far: what an answer was told comes after the answer.
  const isShort = (document.scrollingElement?.scrollTop ?? top) < top - 1;
  return left.length > 0 || isShort ? { ...place, page: "", fields: left } : null;
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
