/** Statements as they arrive at the record store: what each says, why it was sent, and what judges hold against it. */
import { element } from "../../player/src/ui/element.js";

/** A statement of xAPI, as far as it is sure to be one: it may come from any package. */
interface Statement {
  readonly verb?: { readonly id?: string };
  readonly object?: {
    readonly id?: string;
    readonly definition?: { readonly name?: Readonly<Record<string, string>> };
  };
  readonly result?: object;
}

export interface JudgedStatement {
  readonly statement: Statement;
  readonly when: string;
  readonly faults: readonly string[];
}

/** Returns the last word of a statement's verb. */
export function verbOf({ verb }: Statement): string {
  return (verb?.id ?? "").split("/").pop() ?? "";
}

/** Returns a list item that says *judged*. */
export function statementItem({ statement, when, faults }: JudgedStatement): HTMLLIElement {
  const { object, result } = statement;
  const name = Object.values(object?.definition?.name ?? {})[0] ?? object?.id ?? "";
  return element(
    "li",
    {},
    element("strong", {}, verbOf(statement)),
    ` ${name}`,
    ...(result ? [element("br"), element("code", {}, JSON.stringify(result))] : []),
    ...(when === "" ? [] : [element("br"), `Sent because: ${when}`]),
    ...faults.flatMap((fault) => [element("br"), element("span", { class: "refused" }, fault)]),
    element(
      "details",
      {},
      element("summary", {}, "As it was sent"),
      element("pre", {}, JSON.stringify(statement, null, 1)),
    ),
  );
}
