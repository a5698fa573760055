/** What an LMS's run-time, which lives in the page, and its server say to each other. The walks and the browser tests each have one. */

export type Values = Readonly<Record<string, string>>;

/** What the server keeps of one learner and one course. */
export interface Account {
  readonly values: Values;
  readonly totalSeconds: number;
}

/** What a run-time sends: the values to keep, and with Finish the learner's new total. */
export interface Change {
  readonly values: Values;
  readonly finished: boolean;
  readonly totalSeconds?: number;
}

/** An answer of the server; status 0 is no answer at all. A login page comes with status 200 and a body that is not "true". */
export interface Reply {
  readonly status: number;
  readonly body: string;
}

export interface Server {
  /** Waits for the answer, as a synchronous XMLHttpRequest does. */
  post(change: Change): Reply;
  postLater(change: Change): Promise<Reply>;
  /** Sends and hears no answer; says true whatever happens (measured: offline as well). */
  beacon(change: Change): boolean;
}

export interface Learner {
  readonly id: string;
  readonly name: string;
}

/** What a run-time is started with. */
export interface RuntimeSetup {
  readonly account: Account;
  readonly server: Server;
  readonly learner: Learner;
  /** Values that a teacher's settings make, such as a mode or a mastery score. */
  readonly settings: Values;
}
