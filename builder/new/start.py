"""The files of a start, from the texts in ``starters/``, and the first module of a course."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory
from types import MappingProxyType

from builder.diagnostics import Diagnostic
from builder.in_place import locked, write_files
from builder.judge import judge
from builder.model.names import DEVICE
from builder.source.yaml_scalars import plain as plain_scalar
from builder.source.yaml_scalars import surprise

STARTERS = Path(__file__).parent / "starters"
#: Unicode's categories of what cannot be seen, or stands for itself alone (Unicode Standard, table 4-4). What else has
#: no width, a check knows: joiners belong to several scripts and to emoji.
_UNSEEN = frozenset({"Cc", "Cn", "Co", "Cs", "Zl", "Zp"})
#: The name of the first module's folder.
FIRST_MODULE = "first-module"
#: docs/facts.md#titles-end-at-200-characters.
LONGEST_TITLE = 200
#: Long enough to tell files apart, short enough for the paths of Windows.
_LONGEST_NAME = 40
#: Of what is there, nothing is changed.
NOTHING: Mapping[str, str] = MappingProxyType({})


class CannotStart(ValueError):
    """Nothing was written; the message says why, and what to do instead."""


def new_course(folder: Path, title: str) -> tuple[Path, ...]:
    """Write a course of one module with a page, a check and two questions into *folder*; return its files.

    Raises CannotStart if *folder* already holds something, and OSError if it cannot be written.
    """
    there = CannotStart(f"{folder} is already there; name a folder that is new, or empty")
    if folder.exists() and not folder.is_dir():
        raise there
    files = _course_files(slug_of(folder.resolve().name, "course"), quoted(title))
    with locked(folder):
        if any(folder.iterdir()):
            raise there
        return written(folder, files)


def _course_files(slug: str, title: str) -> dict[str, str]:
    head = filled("course.yaml", slug=slug, title=title, module=FIRST_MODULE)
    return {"course.yaml": head, **module_files(FIRST_MODULE, "M1", '"Module 1"')}


def module_files(slug: str, own: str, title: str) -> dict[str, str]:
    """Return the files of a module with the id *own* and a *title* that is ``quoted`` in the folder *slug*.

    These are a page, a check and its two questions.
    """
    bank = "\n".join(filled("choice.yaml", id=f"{own}-Q{number:02}", more=f"  page: {own}-01\n") for number in (1, 2))
    return {
        f"{slug}/module.yaml": filled("module.yaml", id=own, title=title),
        f"{slug}/01-welcome.md": filled("page.md", id=f"{own}-01", title="Welcome"),
        f"{slug}/90-check.md": filled("check.md", id=f"{own}-90"),
        f"{slug}/questions/first.yaml": bank,
    }


def filled(starter: str, **words: str) -> str:
    """Return the text of *starter* with *words* in the places that they name."""
    return Template((STARTERS / starter).read_text(encoding="utf-8")).substitute(words)


def quoted(words: str) -> str:
    """Return *words* as YAML reads them, whatever they hold: JSON's strings are YAML's (YAML 1.2.2, section 1.3).

    Raises CannotStart if they cannot be a title: what ``new`` writes passes every check, and shows them as they are.
    """
    words = words.strip()
    if not words or any(unicodedata.category(character) in _UNSEEN for character in words):
        raise CannotStart(f"{words!r} cannot be a title: it needs words, and nothing that cannot be seen")
    if len(words) > LONGEST_TITLE:
        raise CannotStart(f"the title has {len(words)} characters; LMSs take {LONGEST_TITLE}")
    if "{{" in words:
        raise CannotStart(f"{words!r} cannot be a title yet: {{{{ begins a fact; write it into the file afterwards")
    title = json.dumps(words, ensure_ascii=False)
    for problem in _problems_with(title):
        raise CannotStart(f"{words!r} cannot be a title: {problem.message}; {problem.hint}")
    return title


def _problems_with(title: str) -> tuple[Diagnostic, ...]:
    with TemporaryDirectory() as folder:
        written(Path(folder), _course_files("course", title))
        return judge(Path(folder)).problems


def slug_of(words: str, otherwise: str) -> str:
    """Return *words* as a name for a file or folder: small letters, digits, hyphens; behind *otherwise* if need be."""
    plain = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_NAME].strip("-")
    # Words such as `no` and `null` are no text to every reader of YAML, and a folder may be called so.
    is_name = slug[:1].isalpha() and not DEVICE.fullmatch(slug) and plain_scalar(slug) == slug and not surprise(slug)
    return slug if is_name else f"{otherwise}-{slug}".strip("-")


def written(root: Path, files: Mapping[str, str], changed: Mapping[str, str] = NOTHING) -> tuple[Path, ...]:
    """Write *files* below *root*, none over another, and what is *changed* of those that are there: all, or none.

    Returns where each stands. Raises CannotStart, or OSError.
    """
    there = [root / name for name in files if (root / name).exists()]
    if there:
        raise CannotStart(f"{there[0]} is already there, and nothing is written over it")
    return write_files({root / name: text for name, text in [*files.items(), *changed.items()]})
