"""What Moodle reads of a backup when it restores one, as its source says (Moodle 4.5), is there and agrees."""

from __future__ import annotations

import re

from builder.formats import moodle
from tests.formats.test_moodle import Files, activities, xml

#: What ``get_backup_information`` of Moodle 4.5 reads without asking whether it is there
#: (backup/util/helper/backup_general_helper.class.php).
ASKED = {
    "moodle_version", "moodle_release", "backup_version", "backup_release", "backup_date", "mnet_remoteusers",
    "original_wwwroot", "original_site_identifier_hash", "original_course_id", "original_course_fullname",
    "original_course_shortname", "original_course_startdate", "original_course_contextid",
    "original_system_contextid", "details", "contents", "settings",
}  # fmt: skip


def test_moodle_knows_the_file_for_a_whole_course_of_another_site(files: Files) -> None:
    start = files[moodle.MANIFEST][:200].decode()
    # By these three it is told from backups of other systems (backup/util/helper/convert_helper.class.php).
    for sign in ('<?xml version="1.0" encoding="UTF-8"?>', "<moodle_backup>", "<information>"):
        assert sign in start
    information = xml(files, moodle.MANIFEST)[0]
    assert {part.tag for part in information} >= ASKED
    # Its plan is built by the type, and 10 is a backup that somebody asked for (backup/backup.class.php).
    (detail,) = information.iterfind("details/detail")
    assert [detail.findtext(name) for name in ("type", "format", "mode")] == ["course", "moodle2", "10"]
    # Without it, the addresses of sites are compared to see whether it comes from the same one.
    assert re.fullmatch("[0-9a-f]{32}", information.findtext("original_site_identifier_hash", ""))


def test_what_the_file_says_of_an_activity_is_what_the_activity_says_of_itself(files: Files) -> None:
    """A restore goes through sections, and in each through the activities that say its id (restore_plan_builder)."""
    numbers = {
        (section := xml(files, f"{folder.text}/section.xml")).get("id"): section.findtext("number")
        for folder in xml(files, moodle.MANIFEST).iterfind(".//contents/sections/section/directory")
    }
    for listed in xml(files, moodle.MANIFEST).iterfind(".//activities/activity"):
        module = xml(files, f"{listed.findtext('directory')}/module.xml")
        said = [listed.findtext(name) for name in ("moduleid", "sectionid", "modulename")]
        assert said == [module.get("id"), module.findtext("sectionid"), module.findtext("modulename")]
        assert listed.findtext("directory") == f"activities/{said[2]}_{said[0]}"
        assert module.findtext("sectionnumber") == numbers[said[1]]


def test_nothing_in_the_course_is_hidden_and_no_grade_must_be_passed_besides(files: Files) -> None:
    course = xml(files, "course/course.xml")
    assert (course.findtext("visible"), course.findtext("format")) == ("1", "topics")
    for name in (name for name in files if name.endswith(("/section.xml", "/module.xml"))):
        assert xml(files, name).findtext("visible") == "1"
    for folder in activities(files):
        module = xml(files, f"{folder}/module.xml")
        assert (module.findtext("completionpassgrade"), module.findtext("completionview")) == ("0", "0")
