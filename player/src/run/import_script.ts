/** Imports the module at *address*, seen from the player. */
export async function importScript(address: string): Promise<void> {
  await import(/* @vite-ignore */ address);
}
