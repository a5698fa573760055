/** JSON from outside: an object's fields, or null for whatever else it may be. Nothing about the fields is known. */
export type Fields = Readonly<Record<string, unknown>>;

/** Returns the fields of the object that *json* holds. */
export function fieldsIn(json: string): Fields | null {
  try {
    return fieldsOf(JSON.parse(json));
  } catch {
    return null;
  }
}

/** Returns the fields of *value*, if it is an object. */
export function fieldsOf(value: unknown): Fields | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}
