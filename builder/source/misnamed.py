"""What a folder of the course lacks, and what lies there unused: a slip in a name, a wrong place, or a stray."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice

from builder.diagnostics import did_you_mean
from builder.model.course import Course
from builder.source.folder import FolderEntry
from builder.source.pictures import KINDS, PICTURES
from builder.source.problems import files
from builder.source.text_file import MAX_BYTES, Report
from builder.source.yaml_places import Yaml

#: Endings that people and editors give to text, and those that it has in a course.
_ENDINGS = {
    ".yaml.txt": ".yaml", ".yml": ".yaml", ".yaml": ".yaml",
    ".md.txt": ".md", ".markdown": ".md", ".md": ".md",
}  # fmt: skip
#: Endings of what learners see and hear.
_MEDIA = {ending for ending, kind in KINDS.items() if kind in PICTURES | {"mp4", "webm", "mp3", "ogg"}}
#: In how many folders a module is looked for that is not where it should be.
_OUTERS = 50
_OWN_ID = re.compile(r"^id:[ \t]*['\"]?(?P<id>[^\s'\"]+)", re.MULTILINE)


def meant(entries: Collection[str], names: Iterable[str], ending: str = "") -> Mapping[str, str]:
    """Return what is meant by each of *entries* that is one of *names*, or would end in *ending*, but for a slip.

    A slip is capital letters, or an ending such as ``.yml``. A name whose right form is there as well is left out.
    """
    folded = {name.casefold(): name for name in names}
    wanted = {*folded.values()}
    found = {}
    for name in entries:
        right = next((name[: -len(slip)] + to for slip, to in _ENDINGS.items() if name.lower().endswith(slip)), name)
        right = folded.get(right.casefold(), right)
        if right not in entries and (right in wanted or (ending and right.endswith(ending))):
            found[name] = right
    return found


def is_module(entry: FolderEntry) -> bool:
    """Say whether *entry* is the folder of a module."""
    return (entry.path / "module.yaml").is_file()


def report_missing(entries: Mapping[str, FolderEntry], listed: Sequence[str], part: Yaml, report: Report) -> bool:
    """Report the folders of modules that are *listed* in *part* and not among *entries*; say whether there are any.

    A folder of a module that is not listed may have been renamed.
    """
    missing = [name for name in listed if name not in entries and not meant(entries, [name])]
    unlisted = [name for name in entries if name not in listed and is_module(entries[name])]
    for name in missing:
        outers = islice(entries.values(), _OUTERS)
        inside = next((f"{outer.shown}/{name}" for outer in outers if (outer.path / name).is_dir()), "")
        hint = f"move {inside} beside course.yaml" if inside else "make the folder, or take the name out of the list"
        if unlisted:
            hint = f"the list leaves out {', '.join(unlisted)}: if that is the folder, write it in the place of {name}"
        place = part.place(("modules", listed.index(name)))
        report(files.missing_file(place, f"the folder {name}", did_you_mean(name, unlisted, hint)))
    return bool(missing)


def report_unlisted(course: Course, unlisted: Mapping[str, FolderEntry], report: Report) -> bool:
    """Report the modules that ``course.yaml`` does not list; say whether *course* points at one of them."""
    pointed = False
    known = {module.id for module in course.contents}
    for name, entry in unlisted.items():
        uses = {("folder", name), *(("level", own) for own in _own_ids(entry) if own not in known)}
        if any((to, use.text) in uses for to in ("folder", "level") for use in course.pointers.get(to, ())):
            pointed = True
            report(files.unlisted_module(entry.where))
        else:
            hint = "add its name to modules: in course.yaml"
            report(files.stray_file(entry.where, "course.yaml does not list this module", hint))
    return pointed


def _own_ids(folder: FolderEntry) -> Iterator[str]:
    """Yield the id of the module in *folder*, as far as that can be seen without reading it as YAML."""
    with suppress(OSError), (folder.path / "module.yaml").open(encoding="utf-8", errors="replace") as file:
        yield from (own["id"] for own in _OWN_ID.finditer(file.read(MAX_BYTES)))


def report_unused(entries: Mapping[str, FolderEntry], known: Collection[str], ending: str, report: Report) -> bool:
    """Report what of *entries* is not *known*, where names with *ending* are; say whether a part was left unread."""
    slips = meant(entries, known, ending)
    unread = False
    for name in entries.keys() - known:
        where = entries[name].where
        if name in slips:
            unread = True
            report(files.misnamed_file(where, slips[name]))
        elif "media" in known and name.lower().rpartition(".")[2] in _MEDIA:
            unread = True
            report(files.misplaced_file(where, "the folder media"))
        elif "course.yaml" in known and name in ("media", "questions"):
            unread = True
            report(files.misplaced_file(where, "the folder of a module"))
        else:
            report(files.stray_file(where, "nothing in the course uses this name", _hint(name, known)))
    return unread


def _hint(name: str, known: Collection[str]) -> str:
    """Return what to do about the file *name*, which is not among those that are *known* in its folder."""
    hint = "move it out of the course folder if it is not part of it"
    if "module.yaml" in known:
        hint += "; the name of a page ends in .md, and questions lie in the folder questions"
    elif name.endswith(".md"):
        return "a page lies in the folder of its module: move it there, or out of the course folder"
    return did_you_mean(name, known, hint)
