"""A folder of editions, each with its ``edition.yaml``, to ``Edition``."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.diagnostics import Diagnostic, Location
from builder.model.course import Locate
from builder.model.edition import Edition, EditionFile
from builder.model.names import DEVICE
from builder.source.explain import FORMS, validate
from builder.source.folder import FolderEntry, listing, shown_path
from builder.source.logo import read_logo
from builder.source.problems import fields, files
from builder.source.text_file import Report, read_text
from builder.source.words import read_words
from builder.source.yaml_places import Source, SourceIndex
from builder.source.yaml_text import read_yaml

FILE = "edition.yaml"
#: A picture of the partnership, beside it. Every browser shows these, and most people have one of them.
LOGOS = ("logo.svg", "logo.png", "logo.jpg")
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_LONGEST_ID = 60
#: What stands for every edition that there is, and so for none.
ALL = "all"


@dataclass(frozen=True)
class EditionFolder:
    """What stands in a folder of editions: the folder of each by its id, and how messages call the whole."""

    where: Location
    entries: Mapping[str, FolderEntry]

    @property
    def ids(self) -> Collection[str]:
        """The ids of all editions, in the order in which people count."""
        return self.entries.keys()


def is_edition_id(name: str) -> bool:
    """Say whether *name* can be the id of an edition, and so that of its folder."""
    return _ID.fullmatch(name) is not None and len(name) <= _LONGEST_ID and not _is_taken(name)


def _is_taken(name: str) -> bool:
    return name == ALL or DEVICE.fullmatch(name) is not None


def bad_edition_id(where: Location, name: str) -> Diagnostic:
    """Return the problem that *name* cannot be the id of an edition."""
    what, form = next(words for start, words in FORMS.items() if start.startswith("^[a-z][a-z0-9]*(?:-"))
    taken = f"Windows keeps names such as con and com1 for itself, and {ALL} means every edition; choose another"
    return fields.bad_form(where, f"{name!r} cannot be {what}", taken if _is_taken(name) else f"the form is: {form}")


def find_editions(folder: Path, report: Report) -> EditionFolder:
    """Return which editions stand in *folder*: none, where there is no such folder. None is read yet."""
    entry = FolderEntry(folder, shown_path(folder) or ".")
    if folder.exists() and not folder.is_dir():
        report(files.unreadable_file(entry.where, "it is not a folder, as one with editions is"))
    found = listing(entry, report) if folder.is_dir() else {}
    for name, one in found.items():
        if one.path.is_dir() and not is_edition_id(name):
            report(bad_edition_id(one.where, name))
    return EditionFolder(entry.where, {name: one for name, one in found.items() if one.path.is_dir()})


def read_edition(id_: str, folder: FolderEntry, report: Report) -> tuple[Edition, Locate] | None:
    """Return the edition *id_* in *folder*, and what finds the places in its file; ``None`` if it cannot be read."""
    entries = listing(folder, report)
    if FILE not in entries:
        report(files.missing_file(folder.where, FILE, "an edition has its name and its contacts there"))
        return None
    logos = [name for name in LOGOS if name in entries]
    for name in entries.keys() - {FILE, *logos[:1]}:
        hint = f"an edition is its {FILE}, and one of {', '.join(LOGOS)}"
        report(files.stray_file(entries[name].where, "no edition uses this name", hint))
    text = read_text(entries[FILE].path, entries[FILE].shown, report)
    found = SourceIndex()
    part = None if text is None else read_yaml(Source(entries[FILE].shown, text), found, report)
    if part is None:
        return None
    head: EditionFile | None = validate(EditionFile, part, report)
    if head is None:
        return None
    words = part.under("words")
    own = read_words(words, report) if words else ()
    logo = read_logo(logos[0], entries[logos[0]], report) if logos else None
    return Edition.model_construct(**dict(head), id=id_, own_words=own, logo=logo), found.locate
