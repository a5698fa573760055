// Compiles the theme: scorm_templates/theme/*.scss to scorm_templates/generated/theme/*.css, and puts the licences of what
// went into a package beside it; and takes the typeface out of its npm package.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "sass";

const root = fileURLToPath(new URL("..", import.meta.url));
const theme = join(root, "scorm_templates", "theme");
const generated = join(root, "scorm_templates", "generated");

mkdirSync(join(generated, "theme"), { recursive: true });
for (const name of ["style", "critical", "scripted"]) {
  const { css } = compile(join(theme, `${name}.scss`), {
    style: "compressed",
    loadPaths: [join(root, "node_modules")],
    quietDeps: true,
  });
  // The components keep GOV.UK Frontend's structure and lose its prefix: these pages are not GOV.UK.
  const own = css.replace(/^\uFEFF/, "").replaceAll(".govuk-", ".").replace(/@charset "UTF-8";\s*/, "");
  writeFileSync(join(generated, "theme", `${name}.css`), logical(withoutForeign(withoutUnused(own))));
}

/** Returns *css* without what GOV.UK Frontend has for browsers too old for the player, and without its properties that nothing asks for. */
function withoutForeign(css) {
  const forOld = /@(?:supports not \(caret-color: auto\)|media screen[^\s{(]+)\{(?:[^{}]*\{[^{}]*\})*\}/g;
  const isAsked = (name) => css.includes(`var(${name}`);
  return css
    .replace(forOld, "")
    .replace(/(--govuk-[\w-]+):[^;{}]*;?/g, (told, name) => (isAsked(name) ? told : ""))
    .replace(/:root\{\}/g, "");
}

/** Returns *css* without the variants of GOV.UK Frontend's components that no template and no script names: a ninth of it. */
function withoutUnused(css) {
  const theirs = /\.((?:button|checkboxes|error-summary|fieldset|label|radios|select|table|textarea)(?:__|--)[\w-]+)/g;
  const named = sources().join("");
  const isUsed = (selector) => Array.from(selector.matchAll(theirs), ([, name]) => name).every((name) => named.includes(name));
  return css.replace(/([^{}@;]+)\{([^{}]*)\}/g, (_, selectors, rules) => {
    const used = selectors.split(/,(?![^(]*\))/).filter(isUsed);
    return used.length > 0 ? `${used.join(",")}{${rules}}` : "";
  });
}

/** Returns the texts of all templates and scripts. */
function sources() {
  return ["scorm_templates", join("player", "src")].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((name) => /\.(j2|ts)$/.test(name) && !name.startsWith("generated"))
      .map((name) => readFileSync(join(root, folder, name), "utf8")),
  );
}

/** Returns *css* with sides that follow the direction of the language, where GOV.UK Frontend names left and right. */
function logical(css) {
  const side = { left: "start", right: "end" };
  return (
    css
      // The arrow of a summary is drawn with the border on its left, whatever stands beside it.
      .replace(/(?<=[{;])(margin|padding|border)-(left|right)(?!-color:inherit)/g, (_, name, at) => `${name}-inline-${side[at]}`)
      .replace(/(?<=[{;])(left|right):/g, (_, at) => `inset-inline-${side[at]}:`)
      .replace(/(?<=[{;]text-align:)(left|right)/g, (_, at) => side[at])
  );
}

// As its makers publish it, under its own name (SIL Open Font License 1.1): the Latin letters, and those beyond, which browsers ask for
// where a page has one. How pages come to it: docs/decisions/050-typeface.md.
const typeface = join(root, "node_modules", "@fontsource-variable", "atkinson-hyperlegible-next");
const published = { "latin-wght-normal": "typeface", "latin-ext-wght-normal": "typeface-extended" };
const faces = readFileSync(join(typeface, "wght.css"), "utf8").matchAll(/next-([\w-]+) \*\/\s*(@font-face \{.*?\})/gs);
const used = compile(join(theme, "typeface.scss"), { style: "compressed" }).css;
for (const [, name, face] of faces) {
  const css = face
    .replace(/url\(.*?\) format\(.*?\)/, `url(${published[name]}.woff2) format("woff2")`)
    .replace("font-display: swap", "font-display: optional")
    .replace(/\n */g, "");
  writeFileSync(join(generated, "theme", `${published[name]}.css`), name.startsWith("latin-wght") ? css + used : css);
  copyFileSync(
    join(typeface, "files", `atkinson-hyperlegible-next-${name}.woff2`),
    join(generated, "theme", `${published[name]}.woff2`),
  );
}

// GOV.UK Frontend's npm package names its licence (MIT) without the text; the text is the same as ours.
const terms = readFileSync(join(root, "LICENSE"), "utf8").split("\n\n").slice(2).join("\n\n");
const notices = {
  "govuk-frontend": `GOV.UK Frontend ${versionOf("govuk-frontend")}, parts of its styles\nMIT License\n\nCopyright (c) Crown Copyright (Government Digital Service)\n\n${terms}`,
  "atkinson-hyperlegible-next": `Atkinson Hyperlegible Next, as packed by Fontsource ${versionOf("@fontsource-variable/atkinson-hyperlegible-next")}\n\n${readFileSync(join(typeface, "LICENSE"), "utf8")}`,
};
mkdirSync(join(generated, "licences"), { recursive: true });
for (const [name, notice] of Object.entries(notices)) {
  writeFileSync(join(generated, "licences", `${name}.txt`), notice);
}
writeFileSync(join(generated, "licences", "index.txt"), Object.keys(notices).join("\n") + "\n");

function versionOf(name) {
  return JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")).version;
}
