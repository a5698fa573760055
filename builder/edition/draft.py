"""An edition that is to be written: what is known of it, where each part of that comes from, and its file."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory, mkdtemp

from builder.diagnostics import Diagnostic, Findings, has_errors
from builder.edition.fields import Told, lines_of, quoted
from builder.edition.problems import edition_there, no_logo
from builder.in_place import locked, unstopped, write_files
from builder.judge import judge_editions
from builder.model.course import Course
from builder.source.editions import FILE, LOGOS, bad_edition_id, find_editions, is_edition_id
from builder.source.folder import shown_path
from builder.source.text_file import whole_file

_GO_TOGETHER = "a colour is given for light and dark pages both, and what else a certificate says with its issuer"
#: No logo has so many bytes; how many it may have, a rule says once it is beside its edition.
_MAX_COPIED = 50_000_000
#: No fault of the picture that is copied.
_FULL = (errno.ENOSPC, errno.EDQUOT)
#: A key that YAML reads as it stands.
_PLAIN = re.compile("[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class DraftContact:
    """What is to stand for a contact, and the day of its check."""

    value: Told
    checked_on: Told


@dataclass(frozen=True)
class Draft:
    """An edition that is to be written."""

    id: Told
    name: Told
    contacts: Mapping[str, DraftContact]
    #: By the names of ``FIELDS``.
    fields: Mapping[str, Told]
    #: The file that is to stand beside it, from the folder ``beside``.
    logo: Told | None = None
    beside: Path = Path()

    def lines(self) -> Iterator[tuple[str, Told]]:
        """Yield each line of its file, with what it was made from."""
        yield f"name: {quoted(self.name.text)}", self.name
        yield from lines_of(self.fields)
        if self.contacts:
            yield "contacts:", self.id
        for key, contact in self.contacts.items():
            yield f"  {key if _PLAIN.fullmatch(key) else json.dumps(key)}:", contact.value
            yield f"    value: {quoted(contact.value.text)}", contact.value
            yield f"    checked_on: {quoted(contact.checked_on.text)}", contact.checked_on


@dataclass(frozen=True)
class WrittenEditions:
    """The files that were written; or what stands in the way of all of them, and none was written."""

    files: tuple[Path, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


def write_editions(course: Course, drafts: Sequence[Draft], folder: Path) -> WrittenEditions:
    """Write *drafts* for *course* into *folder*: all of them, or none if there is an error with any.

    Each is judged as ``coursepack build`` would judge it, and problems are told where the words come from. Raises
    OSError.
    """
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    with locked(folder):
        if refused := refused_ids([draft.id for draft in drafts], folder):
            return WrittenEditions(problems=refused)
        # A name that begins with a dot is no edition's, whatever becomes of this.
        beside = Path(mkdtemp(prefix=".new-", dir=folder))
        try:
            problems = tuple(problem for _, problem in _staged(course, drafts, beside))
            if has_errors(problems):
                return WrittenEditions(problems=problems)
            _put_in_place([draft.id.text for draft in drafts], beside, folder)
            return WrittenEditions(tuple(folder / draft.id.text / FILE for draft in drafts), problems)
        finally:
            shutil.rmtree(beside)


def refused_ids(ids: Sequence[Told], folder: Path) -> tuple[Diagnostic, ...]:
    """Return why those of *ids* that cannot be new editions in *folder* cannot."""
    unfit = tuple(bad_edition_id(told.where, told.text) for told in ids if not is_edition_id(told.text))
    there = find_editions(folder, lambda _: None).ids if folder.is_dir() else ()
    return unfit or tuple(edition_there(told.where, told.text) for told in ids if told.text in there)


def errors_so_far(course: Course, draft: Draft) -> Sequence[tuple[Told, Diagnostic]]:
    """Return what is wrong with the words of *draft* as far as they are told, each error with its words.

    What has still to be told is no error yet. Raises OSError.
    """
    with TemporaryDirectory() as beside:
        found = [*_staged(course, [draft], Path(beside))]
    return [(told, one) for told, one in found if has_errors([one]) and one.code != "missing-key"]


def _put_in_place(ids: Sequence[str], beside: Path, folder: Path) -> None:
    """Move the editions *ids* from *beside* into *folder*: all of them, or none. Raises OSError."""
    with unstopped():
        for number, id_ in enumerate(ids):
            try:
                (beside / id_).rename(folder / id_)
            except OSError:
                for moved in ids[:number]:
                    (folder / moved).rename(beside / moved)
                raise


def _staged(course: Course, drafts: Sequence[Draft], beside: Path) -> Iterator[tuple[Told, Diagnostic]]:
    """Write *drafts* into the folder *beside*, and yield what is wrong with them, each with the words that it is in."""
    origins: dict[str, list[Told]] = {}
    for draft in drafts:
        file = beside / draft.id.text / FILE
        write_files({file: "".join(f"{line}\n" for line, _ in draft.lines())})
        origins[shown_path(file)] = origins[shown_path(file.parent)] = [told for _, told in draft.lines()]
        if draft.logo:
            logo = file.with_name(f"logo{PurePath(draft.logo.text).suffix.lower().replace('.jpeg', '.jpg')}")
            origins[shown_path(logo)] = [draft.logo]
            yield from _logo_taken(draft.logo, draft.beside / draft.logo.text, logo)
    found = Findings()
    staged = find_editions(beside, found.add)
    judged = judge_editions(course, staged, staged.ids)
    for problem in (*found.all(), *judged.problems):
        lines = origins[problem.where.path]
        # A drawing has lines, and one place alone from which it was taken.
        told = lines[min(max(problem.where.line, 1), len(lines)) - 1]
        yield told, at(told, problem)


def _logo_taken(told: Told, source: Path, logo: Path) -> Iterator[tuple[Told, Diagnostic]]:
    """Copy the picture *source* to *logo*, or yield why it cannot be the logo that is *told*."""
    try:
        if logo.name not in LOGOS:
            yield told, at(told, no_logo(told.where, f"{told.text!r} is no picture that a logo can be"))
        elif whole_file(source).stat().st_size > _MAX_COPIED:
            yield told, at(told, no_logo(told.where, f"{told.text!r} has {source.stat().st_size:,} bytes"))
        else:
            shutil.copyfile(source, logo)
    except OSError as problem:
        if problem.errno in _FULL:
            raise
        yield told, at(told, no_logo(told.where, f"{told.text!r} cannot be read: {problem.strerror}"))


def at(told: Told, problem: Diagnostic) -> Diagnostic:
    """Return *problem* where the words *told* come from."""
    message = f"{told.called}: {problem.message}" if told.called else problem.message
    # Nobody has a file yet to which a line could be added.
    hint = _GO_TOGETHER if problem.code == "missing-key" else problem.hint
    return replace(problem, where=told.where, message=message, hint=hint)
