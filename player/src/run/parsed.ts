/** When the parts of the document are there: on a slow line the player comes before the last of its pages. */

/** What stands last in the document but for style.css, at which the parser stops until that is there. */
const LAST = "say";

/** Resolves once all that a learner reads is there. */
export function parsed(): Promise<void> {
  return arrived(LAST);
}

/** Resolves once the element *id* is there with all that is in it, or it is clear that it does not come. */
export async function arrived(id: string): Promise<void> {
  // Only of what something follows is it known that the parser has left it.
  const isThere = (): boolean => !!document.getElementById(id)?.nextElementSibling;
  if (isThere() || document.readyState !== "loading") {
    return;
  }
  await new Promise<void>((resolve) => {
    const observer = new MutationObserver(() => {
      if (isThere()) {
        end();
      }
    });
    const end = (): void => {
      observer.disconnect();
      resolve();
    };
    observer.observe(document, { childList: true, subtree: true });
    document.addEventListener("DOMContentLoaded", end, { once: true });
  });
}
