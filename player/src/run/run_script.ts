/** Runs the script *file* of the package: for a page that was opened from disk, which may fetch nothing and import nothing. */
export function runScript(file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.addEventListener("load", () => {
      resolve();
    });
    script.addEventListener("error", () => {
      script.remove();
      reject(new Error(`${file}: not found on this disk`));
    });
    script.src = file;
    document.head.append(script);
  });
}
