"""What a folder of the course lacks, and what lies there unused: a slip in a name, a wrong place, or a stray."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from itertools import islice

from builder.diagnostics import did_you_mean, one_slip
from builder.model.course import Course
from builder.model.found import MediaFile
from builder.source.folder import FolderEntry
from builder.source.homes import BESIDE, MEDIA, OWN_FOLDERS, PAGES, SHARED_FILES, SHARED_FOLDERS, Home, home_of
from builder.source.problems import files
from builder.source.text_file import MAX_BYTES, Report
from builder.source.yaml_places import Yaml

#: Endings that people and editors give to text, and those that it has in a course.
_ENDINGS = {
    ".yaml.txt": ".yaml", ".yml": ".yaml", ".yaml": ".yaml",
    ".md.txt": ".md", ".markdown": ".md", ".md": ".md",
}  # fmt: skip
#: In how many folders a module is looked for that is not where it should be.
_OUTERS = 50
_OWN_ID = re.compile(r"^id:[ \t]*['\"]?(?P<id>[^\s'\"]+)", re.MULTILINE)


def meant(entries: Mapping[str, FolderEntry], names: Iterable[str], ending: str = "") -> Mapping[str, str]:
    """Return what is meant by each of *entries* that is one of *names*, or would end in *ending*, but for a slip.

    A slip is capital letters, one wrong letter, or another ending. A name whose right form is there, too, is left out.
    """
    folded = {name.casefold(): name for name in names}
    wanted = {*folded.values()}
    found = {}
    for name in entries.keys() - wanted:
        right = next((name[: -len(slip)] + to for slip, to in _ENDINGS.items() if name.lower().endswith(slip)), name)
        right = folded.get(right.casefold(), right)
        if right not in wanted:
            right = next((one for one in sorted(wanted - entries.keys()) if _is_slip(entries[name], one)), right)
        if right not in entries and (right in wanted or (ending and right.endswith(ending))):
            found[name] = right
    return found


def _is_slip(entry: FolderEntry, right: str) -> bool:
    name, stem = entry.path.name.casefold(), right.rpartition(".")[0]
    if entry.path.is_dir() or not stem:
        return entry.path.is_dir() and not stem and one_slip(name, right) and not is_module(entry)
    return one_slip(name, right) or name.rpartition(".")[0] == stem


def is_module(entry: FolderEntry) -> bool:
    """Say whether *entry* is the folder of a module."""
    return (entry.path / "module.yaml").is_file()


def report_missing(entries: Mapping[str, FolderEntry], listed: Sequence[str], part: Yaml, report: Report) -> None:
    """Report the folders of modules that are *listed* in *part* and not among *entries*, or cannot be a module's.

    A folder of a module that is not listed may have been renamed.
    """
    for name in (name for name in listed if name in OWN_FOLDERS):
        report(files.reserved_folder(part.place(("modules", listed.index(name))), name, OWN_FOLDERS[name]))
    missing = [name for name in listed if name not in {*entries, *OWN_FOLDERS} and not meant(entries, [name])]
    unlisted = [name for name in entries if name not in listed and is_module(entries[name])]
    for name in missing:
        outers = islice(entries.values(), _OUTERS)
        inside = next((f"{outer.shown}/{name}" for outer in outers if (outer.path / name).is_dir()), "")
        hint = f"move {inside} beside course.yaml" if inside else "make the folder, or take the name out of the list"
        if unlisted:
            hint = f"the list leaves out {', '.join(unlisted)}: if that is the folder, write it in the place of {name}"
        place = part.place(("modules", listed.index(name)))
        report(files.missing_file(place, f"the folder {name}", did_you_mean(name, unlisted, hint)))


def report_unlisted(course: Course, unlisted: Mapping[str, FolderEntry], report: Report) -> None:
    """Report the modules that ``course.yaml`` does not list: as an error where *course* points at one of them."""
    known = {module.id for module in course.contents}
    for name, entry in unlisted.items():
        uses = {("folder", name), *(("level", own) for own in _own_ids(entry) if own not in known)}
        if any((to, use.text) in uses for to in ("folder", "level") for use in course.pointers.get(to, ())):
            report(files.unlisted_module(entry.where))
        else:
            hint = "add its name to modules: in course.yaml"
            report(files.stray_file(entry.where, "course.yaml does not list this module", hint))


def _own_ids(folder: FolderEntry) -> Iterator[str]:
    """Yield the id of the module in *folder*, as far as that can be seen without reading it as YAML."""
    with suppress(OSError), (folder.path / "module.yaml").open(encoding="utf-8", errors="replace") as file:
        yield from (own["id"] for own in _OWN_ID.finditer(file.read(MAX_BYTES)))


def report_unused(entries: Mapping[str, FolderEntry], known: Set[str], here: Home, report: Report) -> None:
    """Report what of *entries*, which lie *here*, is not *known* there."""
    slips = meant(entries, known, here.ending)
    lacking = known - entries.keys()
    for name in sorted(entries.keys() - known):
        entry = entries[name]
        home = home_of(entry)
        if name in slips:
            report(files.misnamed_file(entry.where, slips[name]))
        elif here == BESIDE and name in ("media", "questions"):
            report(files.misplaced_file(entry.where, "the folder of a module"))
        elif here == PAGES and name in SHARED_FILES.keys() | SHARED_FOLDERS.keys():
            report(files.misplaced_file(entry.where, BESIDE.place))
        elif home == here and (own := f"{name.partition('.')[0]}{here.ending}") not in entries and entry.path.is_file():
            report(files.misnamed_file(entry.where, own))
        elif home and home != here and _is_misplaced(entry, home, here, entries):
            report(files.misplaced_file(entry.where, home.place))
        else:
            hint = _hint(name, sorted(known & entries.keys()), lacking, here)
            report(files.stray_file(entry.where, "nothing in the course uses this name", hint))


def report_text(file: MediaFile, report: Report) -> bool:
    """Report a page, questions or another part of the course that lies among pictures; say whether *file* is one."""
    home = home_of(FolderEntry(file.source, file.where.path)) if file.path.endswith((".md", ".yaml")) else None
    if home:
        report(files.misplaced_file(file.where, home.place))
    return home is not None


def _is_misplaced(entry: FolderEntry, home: Home, here: Home, entries: Mapping[str, FolderEntry]) -> bool:
    """Say whether *entry* lies *here* by mistake. A folder of drafts, or of what is old, is none."""
    if not entry.path.is_dir():
        return home != MEDIA or here == PAGES
    # What is there twice was put aside.
    is_second = home.folder in entries and home.folder != entry.path.name
    return home.folder != "" and not is_second and (here == PAGES or (here == BESIDE and home != MEDIA))


def _hint(name: str, there: Sequence[str], lacking: Set[str], here: Home) -> str:
    """Return what to do about the file *name*, which lies *here* beside known ones that are *there*, or *lacking*."""
    for other in there:
        stem, _, ending = other.rpartition(".")
        if one_slip(name.casefold(), other) or (stem and (other in name or (stem in name and name.endswith(ending)))):
            return f"if it is a copy of {other}, keep what you want of both there, and delete this one"
    if name.endswith(".md"):
        return f"a page lies in {PAGES.place}: move it there, or out of the course folder"
    ways = "; the name of a page ends in .md, and questions lie in the folder questions" if here == PAGES else ""
    return did_you_mean(name, lacking, f"move it out of the course folder if it is not part of it{ways}")
