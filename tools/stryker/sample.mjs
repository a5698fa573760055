/** Lets Stryker try a sample of the mutants: of all, it says that the rest could not be compiled, which is counted nowhere. */
import { createHash } from "node:crypto";
import { declareClassPlugin, PluginKind } from "@stryker-mutator/api/plugin";

class Sample {
  static inject = ["options"];

  constructor({ sample }) {
    this.sample = sample;
  }

  async init() {}

  /** Stryker asks this once, of all mutants that a test could see. */
  async group(mutants) {
    const lot = ({ id }) => createHash("sha256").update(`${this.sample.seed} ${id}`).digest("hex");
    const drawn = mutants.map((mutant) => ({ id: mutant.id, lot: lot(mutant) })).sort((a, b) => (a.lot < b.lot ? -1 : 1));
    this.chosen = new Set(drawn.slice(0, this.sample.size).map(({ id }) => id));
    return mutants.map(({ id }) => [id]);
  }

  async check([{ id }]) {
    return { [id]: this.chosen.has(id) ? { status: "passed" } : { status: "compileError", reason: "not drawn" } };
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Checker, "sample", Sample)];
