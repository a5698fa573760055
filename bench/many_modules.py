"""Makes a course of any number of modules: copies of the real course's modules under new ids."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

#: Where an author gives an id: in front matter, in a block, in a list of YAML.
GIVEN_ID = re.compile(r"^(?:\s*- |\s*)id: *[\"']?([A-Za-z][\w.-]*)", re.MULTILINE)
#: For which modules a decision point is.
LEVELS = re.compile(r"^( +levels: \[)([\w, -]+)\]", re.MULTILINE)
MODULES_KEY = re.compile(r"^modules:.*?(?=^\S|\Z)", re.MULTILINE | re.DOTALL)


def multiply_course(source: Path, target: Path, *, copies: int) -> None:
    """Write to *target* the course at *source* with each of its modules *copies* times, the first under its own ids."""
    shutil.copytree(source, target)
    # The house rules name the ids and words of the modules as they were.
    (target / "lint.yaml").unlink(missing_ok=True)
    folders = sorted(path.parent for path in target.glob("*/module.yaml"))
    for number in range(2, copies + 1):
        for folder in folders:
            _copy_module(folder, number=number)
    for scenario in (target / "scenarios").glob("*.yaml"):
        text = scenario.read_text(encoding="utf-8")
        scenario.write_text(LEVELS.sub(lambda found: _for_copies(found, copies), text), encoding="utf-8")
    names = ", ".join(sorted(path.parent.name for path in target.glob("*/module.yaml")))
    course = target / "course.yaml"
    text = course.read_text(encoding="utf-8")
    course.write_text(MODULES_KEY.sub(f"modules: [{names}]\n", text), encoding="utf-8")


def _for_copies(found: re.Match[str], copies: int) -> str:
    """Return the line of levels *found* with those of the copies of each."""
    levels = found[2].split(", ")
    return found[1] + ", ".join([*levels, *(f"{level}-{n}" for n in range(2, copies + 1) for level in levels)]) + "]"


def _copy_module(folder: Path, *, number: int) -> None:
    """Copy the module in *folder* beside it, with *number* behind every id that the module gives."""
    copy = folder.with_name(f"{folder.name}-{number}")
    shutil.copytree(folder, copy)
    texts = {path: path.read_text(encoding="utf-8") for path in copy.rglob("*") if path.suffix in {".md", ".yaml"}}
    given = {found for text in texts.values() for found in GIVEN_ID.findall(text)}
    # An option's id (a, b, c) is only unique in its question, and is too short to look for in text.
    ids = sorted((name for name in given if len(name) > 1), key=len, reverse=True)
    word = re.compile(rf"(?<![\w.-])({'|'.join(map(re.escape, ids))})(?![\w-]|\.\w)")
    for path, text in texts.items():
        path.write_text(word.sub(rf"\1-{number}", text), encoding="utf-8")
