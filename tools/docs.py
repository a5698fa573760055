"""Makes the documentation as pages to read in a browser: ``make docs``. They ask nothing of any other site.

Files of the documentation are Markdown that is read where it lies, so they are laid out in a folder of their own first:
with the table of contents that ``docs/index.md`` lists, without links into the code, and with every block as learners
see it, from a package that coursepack renders. Sphinx and furo make the pages (docs/dependencies.md).
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from builder.diagnostics import Diagnostic
from builder.formats import FORMATS
from builder.judge import judge
from builder.new.editor import COMPONENTS, example_of
from builder.render.module import render_module
from builder.source.markdown_page import KINDS, read_page
from builder.source.yaml_places import SourceIndex

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
TARGET = ROOT / "site"
#: Files of the repository's own folder that are part of the documentation.
BESIDE = {"CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md", "README.md": "index.md"}
#: A course that has whatever an example of a block names.
HIVES = ROOT / "tests" / "wide_course"
#: Where the files themselves are read, their folder lists them.
_DECISIONS = "# Decisions\n\nWhy things are as they are.\n\n```{toctree}\n:glob:\n\n*\n```\n"
#: Its own text lists them.
_GUIDES = "\n```{toctree}\n:hidden:\n:glob:\n\n*\n```\n"
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)\s]+)\)")
_CODE = re.compile(r"^(`{3,4})[^\n]*\n.*?^\1$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
#: What makes a browser ask another site for something as it opens a page, or a style sheet.
_ASKED = {
    ".html": re.compile(r"""<(?:script|img|iframe|link)\b[^>]*\b(?:src|href)="(?:https?:)?//"""),
    ".css": re.compile(r"""(?:@import|url\()\s*["']?(?:https?:)?//"""),
}


def main() -> int:
    """Make the pages in ``site/`` and return the exit code: 1 where something in them leads nowhere or elsewhere."""
    with tempfile.TemporaryDirectory() as folder:
        staged = Path(folder)
        lay_out(staged)
        examples(staged / "examples")
        command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-E", str(staged), str(TARGET)]
        if code := subprocess.run(command, cwd=ROOT, check=False).returncode:
            return code
        for page in TARGET.rglob("*.html"):
            page.write_text(for_everybody(page.read_text(encoding="utf-8")), encoding="utf-8")
        shutil.copytree(staged / "examples", TARGET / "examples", dirs_exist_ok=True)
    asking = sorted(file.relative_to(ROOT).as_posix() for file in TARGET.rglob("*.*") if asks_elsewhere(file))
    for name in asking:
        print(f"error: {name} asks another site for something", file=sys.stderr)
    print(TARGET / "index.html")
    return 1 if asking else 0


#: What axe-core misses in a page of furo, and what it becomes.
_MISSED = {
    'role="heading">': 'role="heading" aria-level="2">',
    '<aside class="sidebar-drawer">': '<aside class="sidebar-drawer" aria-label="All pages">',
    '<aside class="toc-drawer': '<aside aria-label="This page" class="toc-drawer',
    '<div id="search-results">': '<h1>Search</h1>\n<div id="search-results">',
    # What is too long to be seen at once is scrolled by keyboard as well.
    "<pre>": '<pre tabindex="0">',
    '<div class="table-wrapper': '<div tabindex="0" class="table-wrapper',
}


#: Where a name such as ``cmi.core.lesson_status`` may break.
_NAME = re.compile(r'(?<=<span class="pre">)[^<]+')
_SECTION = re.compile(r'<h2>(.+?)<a class="headerlink" href="(#[^"]+)"')


def for_everybody(html: str) -> str:
    """Return the page *html* with what screen readers, keyboards and small windows need of it."""
    for missed, mended in _MISSED.items():
        html = html.replace(missed, mended)
    html = _NAME.sub(lambda name: re.sub(r"(?<=\w)[._/:\\](?=\w)", r"\g<0><wbr>", name[0]), html)
    sections = _SECTION.findall(html)
    if len(sections) < 3:
        return html
    listed = "".join(f'<li><a href="{place}">{title}</a></li>' for title, place in sections)
    shown = f'<details class="this-page"><summary>On this page</summary><ul>{listed}</ul></details>'
    return html.replace("</h1>", f"</h1>\n{shown}", 1)


def asks_elsewhere(file: Path) -> bool:
    """Say whether a browser that opens *file*, a page or a style sheet, would ask another site for something."""
    asked = _ASKED.get(file.suffix)
    return asked is not None and asked.search(file.read_text(encoding="utf-8")) is not None


def lay_out(folder: Path) -> None:
    """Write every file of the documentation into *folder*, ready for Sphinx."""
    shutil.copytree(DOCS, folder, dirs_exist_ok=True)
    (folder / "decisions" / "README.md").write_text(_DECISIONS, encoding="utf-8")
    for name, staged in BESIDE.items():
        if staged != "index.md":
            shutil.copyfile(ROOT / name, folder / staged)
    for file in folder.rglob("*.md"):
        name = file.relative_to(folder).as_posix()
        if name == "decisions/README.md":
            continue
        original = next((ROOT / own for own, staged in BESIDE.items() if staged == name != "index.md"), DOCS / name)
        file.write_text(_linked(original, name), encoding="utf-8")
    index = folder / "index.md"
    index.write_text(index.read_text(encoding="utf-8") + "".join(_contents()), encoding="utf-8")
    guides = folder / "upload" / "README.md"
    guides.write_text(guides.read_text(encoding="utf-8") + _GUIDES, encoding="utf-8")
    blocks = folder / "blocks.md"
    blocks.write_text(_with_examples(blocks.read_text(encoding="utf-8")), encoding="utf-8")


def _linked(original: Path, name: str) -> str:
    """Return the text of *original*, to stand at *name*, with links to pages; links into the code become words."""
    up = "../" * name.count("/")

    def linked(link: re.Match[str]) -> str:
        words, target = link[1], link[2]
        path, hash_, part = target.partition("#")
        if "://" in target or not path:
            return link[0]
        meant = (original.parent / path).resolve()
        if meant.parent == ROOT and meant.name in BESIDE:
            return f"[{words}]({up}{BESIDE[meant.name]}{hash_}{part})"
        if meant.parent == DOCS and meant.is_dir():
            # A folder is shown by the page that introduces it, as where the files themselves are read.
            meant = meant / "README.md"
        if meant.is_relative_to(DOCS) and meant.suffix == ".md":
            return f"[{words}]({up}{meant.relative_to(DOCS).as_posix()}{hash_}{part})"
        return words

    text, parts, end = original.read_text(encoding="utf-8"), [], 0
    for code in _CODE.finditer(text):
        parts += [_LINK.sub(linked, text[end : code.start()]), code[0]]
        end = code.end()
    return "".join([*parts, _LINK.sub(linked, text[end:])])


def _contents() -> Iterator[str]:
    """Yield the tables of contents: what ``docs/index.md`` lists under each of its headings."""
    _, *sections = (DOCS / "index.md").read_text(encoding="utf-8").split("\n## ")
    for section in sections:
        caption, _, listed = section.partition("\n")
        targets = [target for _, target in _LINK.findall(listed)]
        names = [BESIDE[target[3:]] if target.startswith("../") else target for target in targets]
        lines = [name.removesuffix(".md") if name.endswith(".md") else f"{name}/README" for name in names]
        yield f"\n```{{toctree}}\n:hidden:\n:caption: {caption}\n\n" + "\n".join(lines) + "\n```\n"


def _with_examples(text: str) -> str:
    """Return *text*, that of ``docs/blocks.md``, with a window behind each example in which it can be tried."""
    for kind in KINDS:
        frame = (
            f'<iframe class="example" loading="lazy" title="{kind}, as learners see it" '
            f'src="examples/index.html#B-{kind}" style="width:100%;height:34rem;border:1px solid #888"></iframe>'
        )
        shown = f"<details><summary>As learners see it</summary>{frame}</details>"
        text = re.sub(rf"(\n## `{kind}`\n.*?\n```\n.*?\n```\n)", rf"\1\n{shown}\n", text, count=1, flags=re.DOTALL)
    return text


def examples(folder: Path) -> None:
    """Write the example of every block into *folder*, each as a page of one module that can be tried."""
    course = judge(HIVES).course
    assert course is not None
    module = course.contents[0]
    pages = []
    for kind, block in KINDS.items():
        text = f"---\nid: B-{kind}\ntitle: {kind}\n---\n{example_of(block, COMPONENTS / kind)}"
        page = read_page(text, kind, SourceIndex(), _not_sound).page()
        assert page is not None
        pages.append(page)
    shown = module.model_copy(update={"pages": tuple(pages)})
    course = course.model_copy(update={"contents": (shown, *course.contents[1:])})
    web = FORMATS["web"]
    for file in render_module(course, shown).files(web.bundle_for(course)):
        place = folder / file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.content if isinstance(file.content, bytes) else file.content.read_bytes())


def _not_sound(problem: Diagnostic) -> None:
    raise ValueError(str(problem))


if __name__ == "__main__":
    sys.exit(main())
