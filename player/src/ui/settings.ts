/** A reader's own settings. The boot script of the page (builder/render/module.py) puts them on before the first paint. */

const KEY = "coursepack-look";

/** Brings the form of settings to life: each choice holds at once, and is kept on this device only. */
export function followSettings(form: HTMLFormElement): void {
  const look = document.documentElement.dataset;
  form.hidden = false;
  for (const input of form.querySelectorAll("input")) {
    input.checked = (look[input.name] ?? "") === input.value;
  }
  form.addEventListener("change", () => {
    const chosen: Record<string, string> = {};
    for (const { name, value } of form.querySelectorAll<HTMLInputElement>("input:checked")) {
      chosen[name] = look[name] = value;
    }
    try {
      localStorage.setItem(KEY, JSON.stringify(chosen));
    } catch {
      // A frame without storage: the settings hold until the page is closed.
    }
  });
}
