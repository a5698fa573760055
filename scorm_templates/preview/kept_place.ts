/** What somebody who looks at a page has before them, so that they have it again when the course has changed. */

interface Field {
  readonly page: string;
  readonly place: number;
  readonly value: string;
  readonly checked: boolean;
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
    inputsOf(page).map((input, place): Field => {
      const checked = "checked" in input && input.checked;
      return { page: page.id, place, value: input.value, checked };
    }),
  );
  return { page: pageOf(document), top: document.scrollingElement?.scrollTop ?? 0, fields };
}

/** Brings back what was before them, where the page still has it. */
export function bringBack(document: Document, { page, top, fields }: KeptPlace): void {
  if (page !== "" && page !== pageOf(document)) {
    document.querySelector<HTMLElement>(`#contents [data-page="${CSS.escape(page)}"]`)?.click();
  }
  for (const field of fields) {
    const section = document.getElementById(field.page);
    const input = section && inputsOf(section)[field.place];
    if (!input || input.type === "file") {
      continue;
    }
    if ("checked" in input && input.checked !== field.checked && input.value === field.value) {
      input.click();
    } else if (!("checked" in input && /^(radio|checkbox)$/.test(input.type)) && input.value !== field.value) {
      input.value = field.value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
  document.scrollingElement?.scrollTo({ top, behavior: "instant" });
}

function inputsOf(within: Element): Input[] {
  return [...within.querySelectorAll<Input>("input, select, textarea")];
}
