"""What can be wrong with a Moodle course backup: each of these restores otherwise than it says, or not at all."""

from __future__ import annotations

from builder.diagnostics import Diagnostic, Location
from builder.verify.consequences import at_a_cost, refused


def backup_xml_missing(where: Location, name: str) -> Diagnostic:
    """A file that a restore asks for is not in the backup.

    Why: Moodle stops with "Backup is missing XML file", and leaves an empty, hidden course behind.

    Example: a backup with `groups` switched on in `moodle_backup.xml`, and no `groups.xml`.

    Instead: build it again; a backup that a person has changed is best made anew in Moodle.
    """
    return refused("backup-xml-missing", where, f"{name} is missing", "build it again")


def backup_left_out(where: Location, name: str) -> Diagnostic:
    """A section or an activity of the backup has no setting that takes it into the restore.

    Why: Moodle leaves it out without a word, so a course arrives in which something is missing.

    Example: `activities/scorm_1`, and no setting `scorm_1_included` with the value 1.

    Instead: build it again.
    """
    return at_a_cost("backup-left-out", where, f"{name} has no setting {name}_included that says 1", "build it again")


def backup_content(where: Location, fact: str) -> Diagnostic:
    """A file of the backup is not what `files.xml` says of it, or belongs to nothing.

    Why: Moodle restores the course without the file, so a lesson opens with a hole in it.

    Example: a row with a hash under which nothing stands in `files/`; a row that the `inforef.xml` of its activity does
    not list.

    Instead: build it again.
    """
    return at_a_cost("backup-content", where, fact, "build it again")


def backup_lesson(where: Location, fact: str) -> Diagnostic:
    """What the backup says of a lesson is not what its package says.

    Why: a restore does not read the package. It takes the lesson's units and files from the backup, so learners would
    meet something else than the package holds, and lose their records when it is replaced.

    Example: a unit with another identifier than in the package's manifest; a file of the package that no row of
    `files.xml` has.

    Instead: build it again.
    """
    return at_a_cost("backup-lesson", where, fact, "build it again")


def backup_gate(where: Location, fact: str) -> Diagnostic:
    """An activity waits for something that is not in the backup, or that has no completion.

    Why: nobody could ever open it.

    Example: a condition with `"cm":9` in a backup of five activities.

    Instead: build it again.
    """
    return at_a_cost("backup-gate", where, fact, "build it again")
