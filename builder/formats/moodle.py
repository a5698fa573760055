"""A Moodle course backup (``.mbz``): the whole course with its SCORM 1.2 packages, to be restored in one upload.

It is no format: nothing in it is played but the packages of ``scorm12``, byte for byte. What a restore needs was
measured (docs/facts.md#what-a-moodle-restore-needs), and why it is as it is stands in
docs/decisions/041-moodle-course.md.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import PurePosixPath

from builder.archive import PackageFile
from builder.formats.manifest import render_manifest
from builder.formats.scorm12 import has_mastery_score
from builder.model.blocks.files import Downloads
from builder.model.course import Course, Module
from builder.model.ids import manifest_id
from builder.render.documents import document_download
from builder.render.facts import Facts
from builder.render.module import LAUNCH

NAME, TITLE, ENDING = "moodle", "Moodle, as a course backup", ".mbz"
MANIFEST = "moodle_backup.xml"
#: The format of the packages that are in it.
PACKAGES = "scorm12"
#: Files that a restore misses if they are not there, and that say nothing here.
EMPTY = {
    "groups.xml": "groups",
    "outcomes.xml": "outcomes_definition",
    "questions.xml": "question_categories",
    "roles.xml": "roles_definition",
    "scales.xml": "scales_definition",
    "course/roles.xml": "roles",
}
#: Root settings: what is 0 takes its file away from what a restore asks for.
_ROOT_SETTINGS = (
    ("users", 0), ("anonymize", 0), ("role_assignments", 0), ("activities", 1), ("blocks", 0), ("files", 1),
    ("filters", 0), ("comments", 0), ("badges", 0), ("calendarevents", 0), ("userscompletion", 0), ("logs", 0),
    ("grade_histories", 0), ("groups", 0), ("competencies", 0), ("customfield", 0), ("contentbankcontent", 0),
    ("xapistate", 0), ("legacyfiles", 0), ("questionbank", 0),
)  # fmt: skip
#: The same moment as in every zip: 1 January 1980.
_CLOCK = 315_532_800
#: Moodle 4.1. A newer site takes an older backup without a word, and an older site warns of a newer one.
_VERSION, _RELEASE = 2022112800, "4.1"
_SYSTEM, _COURSE, _FIRST_CONTEXT = 1, 2, 100
_COURSE_ID = 2
#: Of a course's full name; other names may have one more.
_LONGEST_NAME = 254
#: Moodle guesses the kind of a file itself when it restores it; the system's own table would differ by machine.
_MIME_TYPES = {
    ".css": "text/css", ".html": "text/html", ".jpg": "image/jpeg", ".js": "application/x-javascript",
    ".json": "application/json", ".mp3": "audio/mp3", ".mp4": "video/mp4", ".pdf": "application/pdf",
    ".png": "image/png", ".svg": "image/svg+xml", ".txt": "text/plain", ".xml": "application/xml",
    ".zip": "application/zip",
}  # fmt: skip


@dataclass(frozen=True)
class FinishedPackage:
    """A module, its finished package under its own name, and the files in that, the launch file among them."""

    module: Module
    package: PackageFile
    files: Sequence[PackageFile]


@dataclass(frozen=True)
class Section:
    """A section of a Moodle course; the first has no title."""

    number: int
    title: str

    @property
    def id(self) -> int:
        """The number by which the backup knows it."""
        return self.number + 1

    @property
    def name(self) -> str:
        """The name of its folder, and the start of its settings."""
        return f"section_{self.id}"


@dataclass(frozen=True)
class Activity:
    """What stands in a section: a ``scorm`` with its module's package, or a ``resource``, a file to take away."""

    module_id: int
    kind: str
    title: str
    section: Section
    #: The module of the course to which it belongs.
    module: Module
    #: The files, each with its area; paths are those in the area.
    files: Sequence[tuple[str, PackageFile]]

    @property
    def name(self) -> str:
        """The name of its folder, and the start of its settings."""
        return f"{self.kind}_{self.module_id}"

    @property
    def context(self) -> int:
        """The number of its context, to which its files belong."""
        return _FIRST_CONTEXT + self.module_id


@dataclass(frozen=True)
class StoredFile:
    """A row of ``files.xml``, and the content that stands in the backup under its hash."""

    id: int
    activity: Activity
    area: str
    folder: str
    name: str
    hash: str
    size: int
    file: PackageFile

    @property
    def mime_type(self) -> str:
        """What the file is, in Moodle's words."""
        return _MIME_TYPES.get(PurePosixPath(self.name).suffix, "document/unknown")


def backup(course: Course, filename: str, packages: Sequence[FinishedPackage]) -> list[PackageFile]:
    """Return the files of the backup *filename* of *course*, ``moodle_backup.xml`` first.

    *packages* are those of all modules, in their order, as they stand on disk.
    """
    titles = [_name(course, done.module.title) for done in packages]
    sections = [Section(0, ""), *(Section(number, title) for number, title in enumerate(titles, 1))]
    activities = _activities(course, packages, sections)
    stored = _stored(activities)
    about = _about(course, filename)
    made = [
        _xml(course, MANIFEST, MANIFEST, about, sections=sections, activities=activities),
        _xml(course, "files.xml", "files.xml", about, stored=stored),
        _xml(course, "course.xml", "course/course.xml", about),
        *(PackageFile(path, _empty(root)) for path, root in EMPTY.items()),
    ]
    for section in sections:
        sequence = ",".join(str(activity.module_id) for activity in activities if activity.section is section)
        path = f"sections/{section.name}/section.xml"
        made.append(_xml(course, "section.xml", path, about, section=section, sequence=sequence))
    for activity in activities:
        own = [file for file in stored if file.activity is activity]
        made += _activity_files(course, activity, own, _gate(activity, activities), about)
    blobs = {file.hash: PackageFile(f"files/{file.hash[:2]}/{file.hash}", file.file.content) for file in stored}
    return [*made, *blobs.values()]


def _activities(course: Course, packages: Sequence[FinishedPackage], sections: Sequence[Section]) -> Sequence[Activity]:
    """Return each module's package, and behind it what its pages offer to take away and none before it did."""
    activities: list[Activity] = []
    seen: set[str] = set()
    for done, section in zip(packages, sections[1:], strict=True):
        files = [("package", done.package), *(("content", file) for file in done.files)]
        activities.append(Activity(len(activities) + 1, "scorm", section.title, section, done.module, files))
        content = {file.path: file for file in done.files}
        for path, title in _offered(course, done.module):
            file = PackageFile(PurePosixPath(path).name, content[path].content)
            if (digest := _hash_and_size(file)[0]) not in seen:
                seen.add(digest)
                name, taken = _name(course, title), [("content", file)]
                activities.append(Activity(len(activities) + 1, "resource", name, section, done.module, taken))
    return activities


def _offered(course: Course, module: Module) -> Iterator[tuple[str, str]]:
    """Yield the path and the title of each file that a page of *module* offers: flowcharts, cards, and its own."""
    for block in (block for page in module.pages for block in page.blocks if isinstance(block, Downloads)):
        for name in block.documents:
            download = document_download(course, module, name)
            yield download.href, download.title
        yield from ((f"media/{item.file}", item.title) for item in block.items)


def _stored(activities: Sequence[Activity]) -> Sequence[StoredFile]:
    stored: list[StoredFile] = []
    for activity in activities:
        for area, file in activity.files:
            folder, _, name = f"/{file.path}".rpartition("/")
            row = (len(stored) + 1, activity, area, f"{folder}/", name)
            stored.append(StoredFile(*row, *_hash_and_size(file), file))
    return stored


def _hash_and_size(file: PackageFile) -> tuple[str, int]:
    """Return the SHA-1 under which Moodle keeps the content of *file*, and its size. Raises OSError."""
    if isinstance(file.content, bytes):
        return hashlib.sha1(file.content, usedforsecurity=False).hexdigest(), len(file.content)
    with file.content.open("rb") as content:
        digest = hashlib.file_digest(content, lambda: hashlib.sha1(usedforsecurity=False))
        return digest.hexdigest(), content.tell()


def _gate(activity: Activity, activities: Sequence[Activity]) -> str:
    """Return Moodle's condition for *activity*: the modules that its own requires are complete; "" if it needs none."""
    wanted = activity.module.requires if activity.kind == "scorm" else ()
    lessons = {other.module.slug: other.module_id for other in activities if other.kind == "scorm"}
    conditions = [{"type": "completion", "cm": lessons[slug], "e": 1} for slug in wanted]
    condition = {"op": "&", "c": conditions, "showc": [True] * len(conditions)}
    return json.dumps(condition, separators=(",", ":")) if conditions else ""


def _activity_files(
    course: Course, activity: Activity, stored: Sequence[StoredFile], gate: str, about: Mapping[str, object]
) -> Iterator[PackageFile]:
    folder = f"activities/{activity.name}"
    values: dict[str, object] = {"activity": activity, "stored": stored, "availability": gate}
    for name in ("module.xml", "inforef.xml", "grades.xml"):
        yield _xml(course, name, f"{folder}/{name}", about, **values)
    yield PackageFile(f"{folder}/roles.xml", _empty("roles"))
    if activity.kind == "scorm":
        # Two units, the organisation and the lesson in it, as Moodle would have read them out of the manifest.
        values |= {"sco": activity.module_id * 2, "launch": LAUNCH, "sco_data": _sco_data(course, activity.module)}
        values |= {"package": stored[0], "identifier": manifest_id(course, activity.module)}
    yield _xml(course, f"{activity.kind}.xml", f"{folder}/{activity.kind}.xml", about, **values)


def _sco_data(course: Course, module: Module) -> Sequence[tuple[str, str]]:
    """Return what Moodle keeps of an item of the manifest besides what it is."""
    mastery = [("masteryscore", str(course.pass_mark))] if has_mastery_score(course, module) else []
    return [("isvisible", "true"), ("parameters", ""), *mastery]


def _about(course: Course, filename: str) -> Mapping[str, object]:
    """Return what several of the templates say."""
    return {
        "filename": filename,
        "full_name": _name(course, course.title),
        "short_name": _name(course, course.short_title),
        "summary": f"<p>{escape(Facts(course).fill(course.description), quote=False)}</p>",
        "backup_id": hashlib.sha256(course.iri.encode()).hexdigest()[:32],
        "clock": _CLOCK,
        "moodle_version": _VERSION,
        "moodle_release": _RELEASE,
        "course_id": _COURSE_ID,
        "course_context": _COURSE,
        "system_context": _SYSTEM,
        "root_settings": _ROOT_SETTINGS,
    }


def _xml(course: Course, template: str, path: str, about: Mapping[str, object], **values: object) -> PackageFile:
    return PackageFile(path, render_manifest(f"moodle/{template}.j2", course, **about, **values))


def _name(course: Course, text: str) -> str:
    """Return *text* with its tokens filled, cut where a column of Moodle's database ends."""
    filled = Facts(course).fill(text)
    return filled if len(filled) <= _LONGEST_NAME else f"{filled[: _LONGEST_NAME - 1]}…"


def _empty(root: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}></{root}>\n'.encode()
