/** What a browser gives to every page, put in the place of what this process has. */

/** Lets everybody who asks for the global *name* have what *get* returns then. */
export function provide(name: string, get: () => unknown): void {
  Object.defineProperty(globalThis, name, { get, configurable: true });
}

/** A Blob that can be read at once. */
export class Text {
  constructor(readonly parts: readonly string[]) {}
}

/** A Response whose body is there at once, so that every promise is kept in its turn. */
export class PlainResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly type = "basic";

  constructor(
    private readonly body: string | null = null,
    { status = 200, headers = {} }: ResponseInit = {},
  ) {
    this.status = status;
    this.headers = new Headers(headers);
  }

  static json(value: unknown): PlainResponse {
    return new PlainResponse(JSON.stringify(value));
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  text(): Promise<string> {
    return Promise.resolve(this.body ?? "");
  }
}

/** Collects the errors that only a mistake in the course's own code makes; what it says of an LMS's is not printed. */
export function noteErrors(errors: unknown[]): void {
  for (const level of ["error", "warn"] as const) {
    console[level] = (...words: unknown[]) => {
      const error = words.find((word) => word instanceof Error);
      if (error instanceof TypeError && !/fetch|Cannot read properties of undefined \(reading 'cmi'\)/.test(error.message)) {
        errors.push(error);
      }
    };
  }
}
