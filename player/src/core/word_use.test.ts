/** No sentence stands in the player itself: each is said by its key, and each key is said somewhere. */
import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { expect, test } from "vitest";
import original from "../../../scorm_templates/words/en.json" with { type: "json" };

const FOLDERS = ["player/src", "scorm_templates/components"];
const SOURCES = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => `${folder}/${name.split("\\").join("/")}`),
).map((path) => ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true));

/** Two words in a row, or one as a sentence begins. */
const ENGLISH = /[a-z]{2,}[;:.…]? [a-z]{2,}|^ ?[A-Z][a-z]+[.:…]?$/;
/** What only IT reads, in English in every language: the console, the call log, errors, and what a page shows for IT. */
const FOR_IT = ["note", "Error", "TrackerError", "informationForIt"];
/** What an LMS and its API call things is no word that a learner reads. What trackers do say is judged by itself. */
const OF_STANDARDS = "player/src/trackers/";
/** Functions that take names: classes, selectors, attributes, keys. */
const TAKES_NAMES = /(^|\.)(closest|matches|querySelector|querySelectorAll|add|remove|toggle|contains|matchMedia)$/;

const literals = SOURCES.flatMap((source) => descendants(source).filter(isText));
/** Words that name a choice in the code, as types do. */
const NAMES = new Set(
  literals.filter(({ parent }) => ts.isLiteralTypeNode(parent)).map((literal) => (literal as ts.StringLiteral).text),
);

test("no English sentence stands in a script that learners hear or read", () => {
  const left = literals.filter(
    (literal) =>
      ENGLISH.test(literal.text) &&
      !NAMES.has(literal.text) &&
      !literal.getSourceFile().fileName.startsWith(OF_STANDARDS) &&
      !isName(literal) &&
      !ancestors(literal).some(isForIt),
  );
  expect(left.map(described)).toEqual([]);
});

test("what a tracker tells the learner is said by keys", () => {
  const said = SOURCES.filter(({ fileName }) => fileName.startsWith(OF_STANDARDS)).flatMap((source) =>
    descendants(source).flatMap((node) => {
      if (ts.isNewExpression(node) && node.expression.getText() === "TrackerError") {
        return [node.arguments?.[0]?.getText() ?? ""];
      }
      return ts.isPropertyDeclaration(node) && node.name.getText() === "sends"
        ? [node.initializer?.getText() ?? ""]
        : [];
    }),
  );
  expect(said.length).toBeGreaterThan(20);
  expect(said.filter((text) => !/^(word\(|message$|abstract)/.test(text))).toEqual([]);
});

test("every sentence of the player is said by some script", () => {
  const keys = literals.map(({ text }) => text).filter((text) => text.startsWith("player."));
  const beginnings = keys.filter((key) => key.endsWith("."));
  const unsaid = Object.keys(original).filter(
    (key) => key.startsWith("player.") && !keys.includes(key) && !beginnings.some((start) => key.startsWith(start)),
  );
  expect(unsaid).toEqual([]);
});

type Text = ts.StringLiteralLike | ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail;

function isText(node: ts.Node): node is Text {
  return (
    ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)
  );
}

/** Says whether *literal* is compared, or names a class, a place in the document, or a file. */
function isName(literal: ts.Node): boolean {
  const { parent } = literal;
  const property = ancestors(literal).find(ts.isPropertyAssignment);
  if (property?.name.getText() === "class") {
    return true;
  }
  if (ts.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    return (
      kind === ts.SyntaxKind.EqualsEqualsEqualsToken ||
      kind === ts.SyntaxKind.ExclamationEqualsEqualsToken ||
      /\.(rel|className)$/.test(parent.left.getText())
    );
  }
  const call = ancestors(literal).find(ts.isCallExpression);
  const name = call?.expression.getText() ?? "";
  return (
    TAKES_NAMES.test(name) || (name === "button" && call?.arguments[1]?.getText().includes(literal.getText()) === true)
  );
}

function isForIt(node: ts.Node): boolean {
  if (ts.isFunctionDeclaration(node)) {
    return FOR_IT.includes(node.name?.text ?? "");
  }
  const called = ts.isCallExpression(node) || ts.isNewExpression(node) ? node.expression.getText() : "";
  return FOR_IT.includes(called) || called.startsWith("console.");
}

function descendants(node: ts.Node): ts.Node[] {
  return node.getChildren().flatMap((child) => [child, ...descendants(child)]);
}

function ancestors(node: ts.Node): ts.Node[] {
  return ts.isSourceFile(node) ? [] : [node.parent, ...ancestors(node.parent)];
}

function described(literal: Text): string {
  const source = literal.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(literal.getStart());
  return `${source.fileName}:${line + 1}: ${literal.text}`;
}
