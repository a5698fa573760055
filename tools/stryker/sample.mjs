import { createHash } from "node:crypto";
import { relative } from "node:path";
import { declareClassPlugin, PluginKind } from "@stryker-mutator/api/plugin";

/** Lets Stryker try a sample of the mutants: of all, it says that the rest could not be compiled, which is counted nowhere. */
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

/** Says what survives, or hangs, as soon as it is known: a run takes long. */
class Survivors {
  onMutantTested({ fileName, location, mutatorName, replacement, status }) {
    if (isAlive(status) || status === "Timeout") {
      const { line, column } = location.start;
      console.log(`${relative(process.cwd(), fileName)}:${line}:${column} ${mutatorName} ${status}: ${replacement}`);
    }
  }
}

/** Says whether no test saw a mutant with this status. */
export const isAlive = (status) => ["Survived", "NoCoverage", "RuntimeError"].includes(status);

export const strykerPlugins = [
  declareClassPlugin(PluginKind.Checker, "sample", Sample),
  declareClassPlugin(PluginKind.Reporter, "survivors", Survivors),
];
