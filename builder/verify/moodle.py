"""The rules for a Moodle course backup, which Moodle itself does not tell when they are broken.

Source: docs/facts.md#what-a-moodle-restore-needs. The packages in it are judged like any package.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, NamedTuple, cast
from urllib.parse import unquote

from lxml import etree

from builder.diagnostics import Diagnostic
from builder.formats.manifest import IMS_MANIFEST
from builder.formats.moodle import EMPTY, MANIFEST
from builder.verify.directory import RefusedError, read_directory
from builder.verify.package import Package, ZipEntry, unpacked
from builder.verify.problems import moodle as backup
from builder.verify.xml_file import line_of, read_xml

FILES = "files.xml"
#: The files of a thousand lessons.
_MAX_FILES_XML = 50_000_000
_IN_MEMORY = 1 << 24
_OF_ACTIVITY = ("module.xml", "inforef.xml", "grades.xml", "roles.xml")


class Row(NamedTuple):
    """A row of ``files.xml``."""

    id: str
    context: str
    component: str
    area: str
    path: str
    hash: str
    size: str
    line: int

    @property
    def blob(self) -> str:
        """The file of the backup that holds the content."""
        return f"files/{self.hash[:2]}/{self.hash}"

    @property
    def is_package(self) -> bool:
        """Whether it is the zip of a lesson."""
        return (self.component, self.area) == ("mod_scorm", "package")


def judge(package: Package) -> Iterator[Diagnostic]:
    """Yield every problem of the backup itself, not those of the packages in it."""
    root = read_xml(package, MANIFEST)
    folders = [*_directories(root, "activities/activity"), *_directories(root, "sections/section")]
    if missing := [name for name in _asked_for(root) if name not in package.files]:
        yield from (backup.backup_xml_missing(package.where(MANIFEST), name) for name in missing)
        return
    settings = {setting.findtext("name"): setting.findtext("value") for setting in root.iter("setting")}
    for folder in folders:
        name = folder.rpartition("/")[2]
        if settings.get(f"{name}_included") != "1":
            yield backup.backup_left_out(package.where(MANIFEST), name)
    rows = rows_of(package)
    yield from _judge_contents(package, rows)
    by_context: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_context[row.context].append(row)
    modules = {module.get("id", ""): module for module in _modules(package, root)}
    taken: set[str] = set()
    for folder in _directories(root, "activities/activity"):
        yield from _judge_gate(package, folder, modules)
        # Rows belong to one activity and packages to one lesson, so each is looked at once.
        yield from _judge_activity(package, folder, by_context, taken)


def rows_of(package: Package) -> list[Row]:
    """Return the rows of ``files.xml`` but for folders, which Moodle writes and no restore needs.

    Raises XmlRefusedError.
    """
    return [
        Row(
            file.get("id", ""),
            file.findtext("contextid", ""),
            file.findtext("component", ""),
            file.findtext("filearea", ""),
            (file.findtext("filepath", "") + file.findtext("filename", "")).removeprefix("/"),
            file.findtext("contenthash", ""),
            file.findtext("filesize", ""),
            line_of(file),
        )
        for file in read_xml(package, FILES, largest=_MAX_FILES_XML)
        if file.findtext("filename") != "."
    ]


def packages_in(package: Package) -> Iterator[tuple[str, BinaryIO]]:
    """Yield each package in the backup with its name, as a file to read and to close. Raises XmlRefusedError."""
    rows = {row.blob: row for row in rows_of(package) if row.is_package}
    for blob, row in rows.items():
        yield row.path, _taken_out(package, package.files[blob])


def _taken_out(package: Package, entry: ZipEntry) -> BinaryIO:
    content = cast(BinaryIO, SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 - closed by whoever asks
    for piece in unpacked(package.archive, entry):
        content.write(piece)
    content.seek(0)
    return content


def _directories(root: etree._Element, path: str) -> list[str]:
    found = (part.findtext("directory", "") for part in root.iterfind(f"information/contents/{path}"))
    return list(dict.fromkeys(found))


def _asked_for(root: etree._Element) -> Iterator[str]:
    """Yield the files without which a restore stops."""
    yield from (FILES, "course/course.xml", *EMPTY)
    yield from (f"{folder}/section.xml" for folder in _directories(root, "sections/section"))
    for folder in _directories(root, "activities/activity"):
        kind = folder.rpartition("/")[2].partition("_")[0]
        yield from (f"{folder}/{name}" for name in (*_OF_ACTIVITY, f"{kind}.xml"))


def _modules(package: Package, root: etree._Element) -> Iterator[etree._Element]:
    for folder in _directories(root, "activities/activity"):
        yield read_xml(package, f"{folder}/module.xml")


def _judge_contents(package: Package, rows: list[Row]) -> Iterator[Diagnostic]:
    """Every row has its content, under the hash of it."""
    judged: set[str] = set()
    for row in rows:
        entry = package.files.get(row.blob)
        where = package.where(FILES, row.line)
        if entry is None:
            yield backup.backup_content(where, f"the content of {row.path} is not there")
        elif str(entry.size) != row.size:
            yield backup.backup_content(where, f"{row.path} has {entry.size:,} bytes, and its row says {row.size}")
        elif row.hash not in judged:
            judged.add(row.hash)
            digest = hashlib.sha1(usedforsecurity=False)
            for piece in unpacked(package.archive, entry):
                digest.update(piece)
            if digest.hexdigest() != row.hash:
                yield backup.backup_content(where, f"the content of {row.path} is another than its hash says")


def _judge_activity(
    package: Package, folder: str, by_context: dict[str, list[Row]], taken: set[str]
) -> Iterator[Diagnostic]:
    name = f"{folder}/{folder.rpartition('/')[2].partition('_')[0]}.xml"
    activity = read_xml(package, name)
    rows = by_context.pop(activity.get("contextid", ""), [])
    listed = {found.text for found in read_xml(package, f"{folder}/inforef.xml").iterfind("fileref/file/id")}
    for row in rows:
        if row.id not in listed:
            yield backup.backup_content(package.where(f"{folder}/inforef.xml"), f"does not list {row.path}")
    if activity.get("modulename") == "scorm":
        packages = [row for row in rows if row.is_package and row.blob in package.files]
        if len(packages) != 1 or packages[0].path != activity.findtext("scorm/reference") or packages[0].hash in taken:
            yield backup.backup_lesson(package.where(name), "it has not exactly one package of its own, which it names")
            return
        taken.add(packages[0].hash)
        yield from _judge_lesson(package, name, activity, rows, packages[0])


def _judge_gate(package: Package, folder: str, modules: Mapping[str, etree._Element]) -> Iterator[Diagnostic]:
    said = read_xml(package, f"{folder}/module.xml").findtext("availability", "$@NULL@$")
    if said == "$@NULL@$":
        return
    where = package.where(f"{folder}/module.xml")
    try:
        # Dates, groups and the like, which Moodle's own backups may have, wait for no activity.
        conditions = [condition for condition in json.loads(said)["c"] if condition.get("type") == "completion"]
        wanted = [str(condition["cm"]) for condition in conditions]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        yield backup.backup_gate(where, "its condition cannot be read")
        return
    for module_id in wanted:
        if module_id not in modules:
            yield backup.backup_gate(where, f"it waits for the activity {module_id}, which is not there")
        elif modules[module_id].findtext("completion") in (None, "0"):
            yield backup.backup_gate(where, f"it waits for the activity {module_id}, which is never complete")


def _judge_lesson(
    package: Package, name: str, activity: etree._Element, rows: list[Row], own: Row
) -> Iterator[Diagnostic]:
    """The files and units that the backup gives a lesson are those of its *own* package, which stands in it, too."""
    where, shown = package.where(name), f"{package.shown}!{own.path}"
    with _taken_out(package, package.files[own.blob]) as content:
        try:
            entries = {entry.name: entry for entry in read_directory(content, shown).entries if not entry.is_folder}
        except RefusedError as refused:
            yield refused.problem
            return
        inner = Package(shown, content.seek(0, 2), entries, content)
        manifest = read_xml(inner, IMS_MANIFEST) if IMS_MANIFEST in entries else etree.Element("none")
    held = {path: entry.checksum for path, entry in entries.items()}
    stored = {row.path: _checksum(package, row) for row in rows if row.area == "content"}
    if differing := sorted(path for path in held.keys() | stored.keys() if held.get(path) != stored.get(path)):
        yield backup.backup_lesson(where, f"{differing[0]} is not the same in its package and among its files")
    launch = activity.findtext("scorm/launch")
    units = {unit.get("id"): unit for unit in activity.iterfind("scorm/scoes/sco")}
    chosen = units.get(launch)
    if chosen is None or unquote(chosen.findtext("launch", "")).partition("?")[0] not in held:
        yield backup.backup_lesson(where, "what it launches is not in its package")
    known = {element.get("identifier") for element in manifest.iter("*")}
    for unit in units.values():
        if (identifier := unit.findtext("identifier", "")) not in known:
            yield backup.backup_lesson(where, f"its unit {identifier} is not in the package's manifest")


def _checksum(package: Package, row: Row) -> int | None:
    entry = package.files.get(row.blob)
    return entry.checksum if entry else None
