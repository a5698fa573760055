/** Lets axe-core judge the page in view. It runs in the page itself, for it sees no other. */
import type { Report } from "./messages.js";

interface Axe {
  run(
    context: object,
    options: object,
  ): Promise<{
    readonly violations: readonly {
      readonly id: string;
      readonly help: string;
      readonly impact: string | null;
      readonly nodes: readonly { readonly target: readonly unknown[] }[];
    }[];
  }>;
}

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Returns what axe-core holds against *there*, or why it cannot be asked. */
export async function judge(there: Document | null): Promise<Report> {
  const axe = there ? await axeIn(there) : null;
  if (!there || !axe) {
    const why = there
      ? "There is no axe-core here: it comes with a clone of coursepack, after `make packages`. With JavaScript off, or a policy of the package's own, it cannot run either."
      : "The frame cannot be looked into.";
    return { kind: "judged", violations: [], why };
  }
  // What the preview itself says beside a block is not the package's.
  const found = await axe.run(
    { include: ["html"], exclude: [".coursepack-note"] },
    { runOnly: { type: "tag", values: STANDARDS } },
  );
  const violations = found.violations.map(({ id, help, impact, nodes }) => ({
    id,
    help,
    impact: impact ?? "minor",
    targets: nodes.map(({ target }) => target.map(String).join(" ")),
  }));
  return { kind: "judged", violations, why: "" };
}

async function axeIn(there: Document): Promise<Axe | null> {
  const host = there.defaultView as (Window & { axe?: Axe }) | null;
  if (host && !host.axe) {
    await new Promise<void>((resolve) => {
      const script = there.createElement("script");
      script.src = new URL("axe.js", location.href).href;
      const end = () => {
        script.remove();
        resolve();
      };
      script.addEventListener("load", end);
      script.addEventListener("error", end);
      there.head.append(script);
    });
  }
  return host?.axe ?? null;
}
