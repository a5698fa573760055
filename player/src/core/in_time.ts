/** Waiting, but not for ever. */

/** Returns what *coming* comes to, or *otherwise* where that takes more than so many *milliseconds*. */
export async function inTime<T>(coming: Promise<T>, milliseconds: number, otherwise: T): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(resolve, milliseconds, otherwise);
  });
  try {
    return await Promise.race([coming, late]);
  } finally {
    clearTimeout(timer);
  }
}
