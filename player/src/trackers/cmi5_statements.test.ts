import { expect, test } from "vitest";
import { course } from "../../testing/course.js";
import { LAUNCH, LAUNCH_DATA } from "../../testing/fake_cmi5.js";
import { PASSED, standing } from "../../testing/standings.js";
import { Cmi5Statements } from "./cmi5_statements.js";

const EDITION = "https://w3id.org/coursepack/extensions/edition";
const PURPOSE = "https://w3id.org/coursepack/extensions/purpose";
const { contextTemplate, masteryScore, returnURL } = LAUNCH_DATA;

function maker(edition: string): Cmi5Statements {
  const data = course();
  const launched = { contextTemplate, isNormal: true, masteryScore, returnUrl: returnURL };
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
