import { expect, test } from "vitest";
import { ANSWER } from "../../testing/scorm.js";
import { course } from "../../testing/course.js";
import { LAUNCH, LAUNCH_DATA } from "../../testing/fake_cmi5.js";
import { PASSED, standing } from "../../testing/standings.js";
import type { Context } from "./lrs/statement.js";
import { Cmi5Statements, isDefined } from "./cmi5_statements.js";

const EDITION = "https://w3id.org/coursepack/extensions/edition";
const PURPOSE = "https://w3id.org/coursepack/extensions/purpose";
const { contextTemplate, masteryScore, returnURL } = LAUNCH_DATA;

function maker(edition: string, template: Context = contextTemplate): Cmi5Statements {
  const data = course();
  const launched = { contextTemplate: template, isNormal: true, masteryScore, returnUrl: returnURL };
  const edited = { ...data, course: { ...data.course, edition } };
  return new Cmi5Statements(edited, LAUNCH, launched, (at) => new Date(at).toISOString());
}

test("the edition of a course stands beside what the LMS put into every context, and nothing where there is none", () => {
  const [own, none] = [maker("nethermere"), maker("")];
  for (const made of [
    own.initialized(0),
    own.passed(standing(PASSED)),
    own.terminated(9),
    own.experienced(course().pages[0]!),
  ]) {
    expect(made.context.extensions).toMatchObject({ ...contextTemplate.extensions, [EDITION]: "nethermere" });
    expect(made.context.extensions).not.toHaveProperty(PURPOSE);
  }
  expect(none.initialized(0).context.extensions).toEqual(contextTemplate.extensions);
});

test("what moves a learner on is marked as such, and what the LMS's score is compared with stands beside each score (cmi5 9.6)", () => {
  const said = maker("");
  const moves = ["completed", "passed", "failed"] as const;
  const made = [...moves.map((name) => said[name](standing(PASSED))), said.initialized(0), said.terminated(9)];
  const categories = made.map(({ context }) =>
    context.contextActivities?.category?.map(({ id }) => id.replace(/.*\//, "")),
  );
  expect(categories).toEqual([...moves.map(() => ["cmi5", "moveon"]), ["cmi5"], ["cmi5"]]);
  const marks = made.map(
    ({ context }) => context.extensions?.["https://w3id.org/xapi/cmi5/context/extensions/masteryscore"],
  );
  expect(marks).toEqual([undefined, masteryScore, masteryScore, undefined, undefined]);
});

test("what the LMS put into its template stays as it is, and stands there once (cmi5 10.2.1.0-7)", () => {
  const theirs = [{ id: "https://w3id.org/xapi/cmi5/context/categories/cmi5", definition: {} }, { id: "urn:x" }];
  // One activity without a list is the same (xAPI-Data 2.4.6.2).
  const other = { id: "urn:other" } as never;
  const template = { platform: "An LMS", contextActivities: { category: theirs, other } };
  const { context } = maker("", template).initialized(0);
  expect(context).toEqual({
    platform: "An LMS",
    registration: LAUNCH.registration,
    contextActivities: { category: theirs, other: [other] },
  });
  expect(maker("", {}).passed(standing(PASSED)).context.contextActivities?.category).toHaveLength(2);
});

test("what the standard defines is told apart from what it allows", () => {
  const said = maker("");
  const made = [
    said.initialized(0),
    said.passed(standing(PASSED)),
    said.answered(ANSWER),
    said.experienced(course().pages[0]!),
  ];
  expect(made.map(isDefined)).toEqual([true, true, false, false]);
});

test("an answer says what it was for, and to which session it belongs", () => {
  for (const edition of ["", "nethermere"]) {
    const { context } = maker(edition).answered({ ...ANSWER, purpose: "follow-up" });
    expect(context.extensions).toEqual({
      ...contextTemplate.extensions,
      ...(edition && { [EDITION]: edition }),
      [PURPOSE]: "follow-up",
    });
  }
});

test("where a statement belongs stands in its context: what it is part of, the course, and the profile that it keeps", () => {
  const [unit, module, whole] = [LAUNCH.activityId, course().module.iri, course().course.iri];
  const ids = (list: readonly { readonly id: string }[] | undefined) => list?.map(({ id }) => id);
  const said = maker("");
  const page = said.experienced(course().pages[0]!);
  const answer = said.answered(ANSWER);
  expect([page, answer].map(({ context }) => ids(context.contextActivities?.parent))).toEqual([
    [unit],
    [`${module}#check`],
  ]);
  expect([page, answer].map(({ context }) => ids(context.contextActivities?.grouping))).toEqual([
    [...(ids(contextTemplate.contextActivities.grouping) ?? []), whole],
    [...(ids(contextTemplate.contextActivities.grouping) ?? []), whole, unit],
  ]);
  for (const { context } of [page, answer]) {
    expect(ids(context.contextActivities?.category)).toEqual(["https://w3id.org/coursepack/profile/v1"]);
    expect(context.language).toBe(course().course.language);
  }
  expect(answer.result).toMatchObject({ success: ANSWER.right });
});
