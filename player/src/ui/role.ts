/**
 * The role that a learner chose: the lines for it are opened wherever some stand. It is kept on this device if the learner
 * says so, for the next modules of the course, under the rules of private notes (notes.ts), and never sent.
 */
import type { Run } from "../run/run.js";
import { openNote, type Note } from "./notes.js";

type Follower = (role: string) => void;

const roles = new WeakMap<object, Role>();

/** Returns the role of the learner of *run*: one for all blocks of the document. */
export function roleOf(run: Run): Role {
  const role = roles.get(run) ?? new Role(run);
  roles.set(run, role);
  return role;
}

export class Role {
  private chosen = "";
  private note: Note | null = null;
  private readonly followers: Follower[] = [];

  constructor(private readonly run: Run) {
    run.subscribe(() => {
      this.find();
    });
    this.find();
  }

  /** Whether the device can keep it: it is known who learns here. */
  get canBeKept(): boolean {
    return this.note !== null;
  }

  get isKept(): boolean {
    return this.note?.read() !== null && this.note !== null;
  }

  /** Calls *follower* with the role, now if there is one, and whenever it or what can be done with it changes. */
  follow(follower: Follower): void {
    this.followers.push(follower);
    follower(this.chosen);
  }

  choose(role: string): void {
    this.chosen = role;
    if (this.isKept) {
      this.note?.keep(role);
    }
    this.tell();
  }

  /** Keeps the role on this device; returns whether that worked. */
  keep(): boolean {
    return this.note?.keep(this.chosen) ?? false;
  }

  /** Takes it off the device. What was chosen holds until the page is closed. */
  drop(): void {
    this.note?.drop();
  }

  private find(): void {
    const { saving, data } = this.run;
    if (this.note || !saving.isReady || saving.learner === null) {
      return;
    }
    this.note = openNote(data.course.iri, saving.learner, "role");
    this.chosen ||= this.note.read() ?? "";
    this.tell();
  }

  private tell(): void {
    for (const follower of this.followers) {
      follower(this.chosen);
    }
  }
}
