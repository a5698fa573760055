"""Where each part of a course lies, and what a file holds that lies somewhere else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import NamedTuple

from builder.model.course import PageFront
from builder.model.documents import Card, Flowchart
from builder.model.node import Node
from builder.model.shared import (
    Animation,
    GuidanceFact,
    LocalContact,
    Principle,
    ReviewFigure,
    Scenario,
    SupportContact,
    Term,
    Unverified,
)
from builder.source.folder import FolderEntry, listing
from builder.source.pictures import KINDS, PICTURES
from builder.source.text_file import MAX_BYTES

#: Files beside ``course.yaml`` that hold a list, folders that hold one thing in each file: field of ``Course``, model.
SHARED_FILES: Mapping[str, tuple[str, type[Node]]] = {
    "principles.yaml": ("principles", Principle),
    "guidance.yaml": ("guidance", GuidanceFact),
    "figures.yaml": ("figures", ReviewFigure),
    "glossary.yaml": ("glossary", Term),
    "support.yaml": ("support", SupportContact),
    "local.yaml": ("local", LocalContact),
    "unverified.yaml": ("unverified", Unverified),
}
SHARED_FOLDERS: Mapping[str, tuple[str, type[Node]]] = {
    "scenarios": ("scenarios", Scenario),
    "animations": ("animations", Animation),
    "flowcharts": ("flowcharts", Flowchart),
    "cards": ("cards", Card),
}
#: What a course keeps in folders of its own beside its modules, by their names: none of them can be a module's.
OWN_FOLDERS = {
    **{folder: folder for folder in SHARED_FOLDERS},
    "session": "the pictures of the session",
    "editions": "editions",
    "dist": "packages",
}


class Home(NamedTuple):
    """A place for files of one kind, as messages call it, and how their names end there."""

    place: str
    ending: str = ".yaml"
    #: What the folder is called, where it has one name.
    folder: str = ""


BESIDE = Home("the folder of the course", "")
PAGES = Home("the folder of its module", ".md")
QUESTIONS = Home("the folder questions of its module", folder="questions")
MEDIA = Home("the folder media of its module", "", "media")
SHARED = {folder: Home(f"the folder {folder} beside course.yaml", folder=folder) for folder in SHARED_FOLDERS}
#: Endings of what learners see and hear.
_MEDIA = {ending for ending, kind in KINDS.items() if kind in PICTURES | {"mp4", "webm", "mp3", "ogg"}}
#: Of how many files in a folder it is asked what they hold.
_MOST = 20
_KEY = re.compile(r"^(?:- |  )?\{?(\w+):", re.MULTILINE)
_OWN_KEY = re.compile(r"^(\w+):", re.MULTILINE)


def _needed(model: type[Node]) -> frozenset[str]:
    """Return the keys that no *model* is without, as authors write them."""
    return frozenset(field.alias or name for name, field in model.model_fields.items() if field.is_required())


#: By what each kind of file with keys is known: those that none of them is without.
_BY_KEYS = {SHARED[folder]: _needed(model) for folder, (_, model) in SHARED_FOLDERS.items()}


def home_of(entry: FolderEntry) -> Home | None:
    """Return where *entry* belongs by what it holds, or ``None`` for what is no part of a course that can be known."""
    if entry.path.is_dir():
        inside = (home_of(one) for one in islice(listing(entry, lambda _: None).values(), _MOST) if one.path.is_file())
        return next(filter(None, inside), None)
    if entry.path.suffix.lower().removeprefix(".") in _MEDIA:
        return MEDIA
    try:
        with entry.path.open(encoding="utf-8") as file:
            return _home_of_text(file.read(MAX_BYTES))
    except (OSError, UnicodeDecodeError):
        return None


def _home_of_text(text: str) -> Home | None:
    if text.startswith("---\n"):
        front = {*_OWN_KEY.findall(text[4:].partition("\n---")[0])}
        return PAGES if _needed(PageFront) <= front else None
    if text.lstrip().startswith(("- ", "#")) and {"id", "kind", "stem"} <= {*_KEY.findall(text)}:
        return QUESTIONS
    keys = {*_OWN_KEY.findall(text)}
    return next((home for home, needed in _BY_KEYS.items() if needed <= keys), None)
