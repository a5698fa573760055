"""A Moodle course backup has what a restore needs, point by point (docs/facts.md#what-a-moodle-restore-needs)."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree

from builder.archive import PackageFile
from builder.build import build
from builder.formats import moodle
from builder.model.shared import ReviewFigure
from builder.source.load import load

ROOT = Path(__file__).parent.parent.parent
GOLDEN = ROOT / "tests" / "golden" / "moodle" / "hives.xml"
COURSE, SMALL = ROOT / "tests" / "wide_course", ROOT / "tests" / "small_course"
LESSONS = ("spring", "autumn")
#: Every column of the table ``scorm`` but its key and its course.
COLUMNS = {
    "name", "scormtype", "reference", "intro", "introformat", "version", "maxgrade", "grademethod", "whatgrade",
    "maxattempt", "forcecompleted", "forcenewattempt", "lastattemptlock", "masteryoverride", "displayattemptstatus",
    "displaycoursestructure", "updatefreq", "sha1hash", "md5hash", "revision", "launch", "skipview", "hidebrowse",
    "hidetoc", "nav", "navpositionleft", "navpositiontop", "auto", "popup", "options", "width", "height", "timeopen",
    "timeclose", "timemodified", "completionstatusrequired", "completionscorerequired", "completionstatusallscos",
    "autocommit",
}  # fmt: skip
Files = Mapping[str, bytes]


def xml(files: Files, name: str) -> etree._Element:
    return etree.fromstring(files[name])


def activities(files: Files) -> list[str]:
    """The folders of the activities, in the order of the course."""
    return [folder.text or "" for folder in xml(files, moodle.MANIFEST).iterfind(".//activities/activity/directory")]


def lessons(files: Files) -> list[str]:
    return [folder for folder in activities(files) if "/scorm_" in folder]


def rows_of(files: Files, folder: str) -> list[dict[str, str]]:
    """The rows of ``files.xml`` that belong to an activity."""
    kind = folder.partition("/")[2].partition("_")[0]
    context = xml(files, f"{folder}/{kind}.xml").get("contextid")
    rows = [{"id": row.get("id", ""), **{part.tag: part.text or "" for part in row}} for row in xml(files, "files.xml")]
    return [row for row in rows if row["contextid"] == context]


def content_of(files: Files, row: Mapping[str, str]) -> bytes:
    return files[f"files/{row['contenthash'][:2]}/{row['contenthash']}"]


def test_a_backup_is_as_it_was_when_a_person_last_read_it(files: Files, *, update_goldens: bool) -> None:
    """But for ``files.xml`` and what else holds hashes, which change with every word of the course."""
    names = sorted(name for name in files if name.endswith(".xml") and name != "files.xml")
    parts = [f"<!-- {name} -->\n{files[name].decode().partition('?>')[2].strip()}\n" for name in names]
    text = re.sub(r"<sha1hash>\w+<", "<sha1hash>...<", "\n".join(parts))
    if update_goldens:
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_bytes(text.encode())
    assert GOLDEN.read_bytes().decode() == text, "run pytest --update-goldens and read the difference"


def test_the_same_course_gives_the_same_bytes(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    build(COURSE, formats=["moodle"], modules=[], output=tmp_path)
    assert (tmp_path / "hives-moodle.mbz").read_bytes() == (built / "hives-moodle.mbz").read_bytes()


def test_it_is_at_most_2_2_times_its_packages_which_stand_beside_it_and_in_it(built: Path, files: Files) -> None:
    packages = [built / f"hives-{lesson}-scorm12.zip" for lesson in LESSONS]
    assert sorted(path.name for path in built.iterdir() if path.suffix in (".zip", ".mbz")) == sorted(
        [*(path.name for path in packages), "hives-moodle.mbz"]
    )
    assert (built / "hives-moodle.mbz").stat().st_size <= 2.2 * sum(path.stat().st_size for path in packages)
    assert all(path.read_bytes() in files.values() for path in packages)


def test_a_part_of_a_course_is_no_moodle_course(tmp_path: Path) -> None:
    report = build(SMALL, formats=["moodle"], modules=["two"], output=tmp_path)
    assert [package.path.name for package in report.packages] == ["small-two-scorm12.zip"]


def test_every_file_that_a_restore_asks_for_is_there_and_no_other(files: Files) -> None:
    roots = "moodle_backup files course/course course/roles groups outcomes scales questions roles"
    expected = {f"{name}.xml" for name in roots.split()}
    expected |= {f"sections/section_{number + 1}/section.xml" for number in range(len(LESSONS) + 1)}
    for folder in activities(files):
        kind = folder.partition("/")[2].partition("_")[0]
        expected |= {f"{folder}/{name}.xml" for name in ("module", kind, "inforef", "grades", "roles")}
    assert {name for name in files if not name.startswith("files/")} == expected


def test_what_says_nothing_is_an_empty_root_and_every_content_lies_under_its_sha_1(files: Files) -> None:
    for name, root in moodle.EMPTY.items():
        found = xml(files, name)
        assert (found.tag, len(found), found.text) == (root, 0, None)
    for name in (name for name in files if name.startswith("files/")):
        digest = hashlib.sha1(files[name], usedforsecurity=False).hexdigest()
        assert name == f"files/{digest[:2]}/{digest}"


def test_nothing_is_said_where_moodle_has_null_and_ids_agree_within_the_file(files: Files) -> None:
    contexts = {row.findtext("contextid") for row in xml(files, "files.xml")}
    kinds = {folder: folder.partition("/")[2].partition("_")[0] for folder in activities(files)}
    assert contexts == {xml(files, f"{folder}/{kind}.xml").get("contextid") for folder, kind in kinds.items()}
    modules = [xml(files, f"{folder}/module.xml") for folder in activities(files)]
    said = [found.text for found in xml(files, moodle.MANIFEST).iter("moduleid")]
    assert said == [module.get("id") for module in modules]
    assert all("NULL" not in text.replace(b"$@NULL@$", b"").decode("utf-8", "replace")
               for name, text in files.items() if name.endswith(".xml") and "/" in name)  # fmt: skip
    assert xml(files, f"{lessons(files)[0]}/scorm.xml").findtext("scorm/completionscorerequired") == "$@NULL@$"


def test_each_edition_has_a_course_of_its_own_to_restore(tmp_path: Path) -> None:
    for id_ in ("anyborough", "nethermere"):
        (tmp_path / id_).mkdir()
        words = f"name: Partnership {id_}\ncontacts:\n  ladder: {{ value: At {id_}, checked_on: 2026-11-20 }}\n"
        (tmp_path / id_ / "edition.yaml").write_text(words, "utf-8")
    built = tmp_path / "built"
    report = build(COURSE, formats=["moodle"], modules=[], output=built, of=["all"], editions=tmp_path)
    assert report.exit_code == 0, report.problems
    for id_ in ("anyborough", "nethermere"):
        with zipfile.ZipFile(built / f"hives_{id_}_moodle.mbz") as archive:
            held = [archive.read(name) for name in archive.namelist()]
        assert all((built / f"hives_{id_}_{lesson}-scorm12.zip").read_bytes() in held for lesson in LESSONS)
        assert any(f"At {id_}".encode() in content for content in held)


def test_what_a_restore_would_ask_more_files_for_is_switched_off(files: Files) -> None:
    settings = xml(files, moodle.MANIFEST).findall(".//setting[level='root']")
    on = {setting.findtext("name") for setting in settings if setting.findtext("value") == "1"}
    off = {setting.findtext("name") for setting in settings if setting.findtext("value") == "0"}
    assert on == {"activities", "files"}
    assert off >= {"users", "filters", "comments", "calendarevents", "contentbankcontent", "xapistate"}


def test_every_section_and_activity_is_taken_into_the_restore_without_users(files: Files) -> None:
    root = xml(files, moodle.MANIFEST)
    values = {setting.findtext("name"): setting.findtext("value") for setting in root.iter("setting")}
    folders = [folder.text or "" for path in ("sections/section", "activities/activity")
               for folder in root.iterfind(f".//contents/{path}/directory")]  # fmt: skip
    for name in (folder.rpartition("/")[2] for folder in folders):
        assert (values[f"{name}_included"], values[f"{name}_userinfo"]) == ("1", "0")


def test_a_backup_says_that_it_is_older_than_any_site_that_it_was_made_for(files: Files) -> None:
    assert int(xml(files, moodle.MANIFEST).findtext("information/backup_version", "")) <= 2022112800


def test_each_module_has_a_section_with_its_lesson_first_and_then_what_it_offers(files: Files) -> None:
    sections = [xml(files, f"sections/section_{number}/section.xml") for number in range(1, len(LESSONS) + 2)]
    assert [section.findtext("number") for section in sections] == ["0", "1", "2"]
    for folder, section in zip(lessons(files), sections[1:], strict=True):
        module = xml(files, f"{folder}/module.xml")
        assert module.findtext("sectionid") == section.get("id")
        assert section.findtext("sequence", "").split(",")[0] == module.get("id")
        assert section.findtext("name") == xml(files, f"{folder}/scorm.xml").findtext("scorm/name")


def test_what_pages_offer_can_be_taken_from_the_course_and_the_same_file_once(built: Path, files: Files) -> None:
    with zipfile.ZipFile(built / "hives-spring-scorm12.zip") as package:
        chart = package.read("media/documents/serious-incident.pdf")
    offered = [folder for folder in activities(files) if "/resource_" in folder]
    rows = [row for folder in offered for row in rows_of(files, folder)]
    assert len(rows) == len(offered) == len({row["contenthash"] for row in rows})
    assert hashlib.sha1(chart, usedforsecurity=False).hexdigest() in {row["contenthash"] for row in rows}
    assert {(row["component"], row["filearea"], row["filepath"], row["sortorder"]) for row in rows} == {
        ("mod_resource", "content", "/", "1")
    }


def test_the_course_tracks_completion_and_a_lesson_is_complete_when_it_is_passed(files: Files) -> None:
    assert xml(files, "course/course.xml").findtext("enablecompletion") == "1"
    for folder in lessons(files):
        assert xml(files, f"{folder}/module.xml").findtext("completion") == "2"
        # Passed is 2 and completed is 4; the course's packages say the second only if it asks for that.
        assert xml(files, f"{folder}/scorm.xml").findtext("scorm/completionstatusrequired") == "6"


def test_a_lesson_waits_for_what_its_module_requires_and_for_nothing_else(files: Files) -> None:
    spring, autumn = (xml(files, f"{folder}/module.xml") for folder in lessons(files))
    assert spring.findtext("availability") == "$@NULL@$"
    assert json.loads(autumn.findtext("availability", "")) == {
        "op": "&",
        "c": [{"type": "completion", "cm": int(spring.get("id", "")), "e": 1}],
        "showc": [True],
    }


def test_a_lesson_has_every_column_and_the_settings_of_the_guide(files: Files) -> None:
    for folder in lessons(files):
        scorm = xml(files, f"{folder}/scorm.xml")[0]
        said = {part.tag: part.text for part in scorm}
        assert said.keys() - {"scoes"} == COLUMNS
        guide = {"popup": "0", "skipview": "2", "hidetoc": "3", "grademethod": "1", "maxattempt": "0"}
        # As Moodle's own form saves an uploaded package (mod/scorm/lib.php): its kind, its grade, attempts that go on.
        upload = {
            "scormtype": "local",
            "version": "SCORM_1.2",
            "maxgrade": "100",
            "whatgrade": "0",
            "forcenewattempt": "0",
        }
        assert (guide | upload).items() <= said.items()
        # By this, Moodle sees whether a package that is given later is another one (mod/scorm/locallib.php).
        assert said["sha1hash"] == next(
            row["contenthash"] for row in rows_of(files, folder) if row["filearea"] == "package"
        )


def test_units_are_written_out_as_moodle_would_have_read_them(built: Path, files: Files) -> None:
    for folder, lesson in zip(lessons(files), LESSONS, strict=True):
        with zipfile.ZipFile(built / f"hives-{lesson}-scorm12.zip") as package:
            manifest = etree.fromstring(package.read("imsmanifest.xml"))
        organisation, item = manifest.find(".//{*}organization"), manifest.find(".//{*}item")
        assert organisation is not None and item is not None
        scorm = xml(files, f"{folder}/scorm.xml")[0]
        top, unit = scorm.iterfind("scoes/sco")
        assert top.findtext("identifier") == unit.findtext("organization") == organisation.get("identifier")
        assert (top.findtext("parent"), top.findtext("launch")) == ("/", "")
        assert (unit.findtext("identifier"), unit.findtext("launch")) == (item.get("identifier"), "index.html")
        assert scorm.findtext("launch") == unit.get("id")
        # A restore takes the first by this order, where what it should launch is none (restore_scorm_stepslib.php).
        assert (top.findtext("scormtype"), unit.findtext("scormtype")) == ("", "sco")
        assert (top.findtext("sortorder"), unit.findtext("sortorder")) == ("1", "2")
        data = {pair.findtext("name"): pair.findtext("value") for pair in unit.iterfind("sco_datas/sco_data")}
        assert (data["isvisible"], data["parameters"]) == ("true", "")
        assert data.get("masteryscore") == manifest.findtext(".//{*}masteryscore")


def test_the_package_and_every_file_in_it_have_a_row_and_a_content(built: Path, files: Files) -> None:
    for folder, lesson in zip(lessons(files), LESSONS, strict=True):
        name = f"hives-{lesson}-scorm12.zip"
        with zipfile.ZipFile(built / name) as package:
            held = {("content", f"/{path}"): package.read(path) for path in package.namelist()}
        held["package", f"/{name}"] = (built / name).read_bytes()
        rows = rows_of(files, folder)
        stored = {(row["filearea"], row["filepath"] + row["filename"]): content_of(files, row) for row in rows}
        assert stored == held
        assert {(row["component"], row["itemid"]) for row in rows} == {("mod_scorm", "0")}
        assert all(row["filepath"].endswith("/") and row["filename"] for row in rows)
        listed = {found.text for found in xml(files, f"{folder}/inforef.xml").iterfind("fileref/file/id")}
        assert listed == {row["id"] for row in rows}
        assert xml(files, f"{folder}/scorm.xml").findtext("scorm/reference") == name


def test_a_lesson_has_a_grade_from_the_start_and_a_file_has_none(files: Files) -> None:
    for folder in activities(files):
        items = xml(files, f"{folder}/grades.xml").findall("grade_items/grade_item")
        assert [item.findtext("itemmodule") for item in items] == ["scorm"] * ("/scorm_" in folder)
        for item in items:
            activity = xml(files, f"{folder}/scorm.xml")
            # A number out of as many points as the lesson gives (lib/grade/constants.php).
            assert item.findtext("gradetype") == "1"
            assert float(item.findtext("grademax", "")) == float(activity.findtext("scorm/maxgrade", ""))
            assert item.findtext("iteminstance") == activity.get("id")


@pytest.mark.parametrize("title", ["a" * 200, "{{f:long}}", "Ants & <bees>"])
def test_a_name_fits_into_moodles_columns_with_its_tokens_filled(title: str) -> None:
    course = load(SMALL).course
    assert course is not None
    figure = ReviewFigure(id="F1", key="long", text="b" * 400, base="b", period="p", source="s")
    modules = tuple(module.model_copy(update={"title": title}) for module in course.contents)
    course = course.model_copy(update={"title": title, "short_title": title, "contents": modules, "figures": (figure,)})
    packages = [moodle.FinishedPackage(module, PackageFile(f"{module.id}.zip", b""), ()) for module in modules]
    names = {
        part.text or ""
        for file in moodle.backup(course, "x.mbz", packages)
        if file.path.endswith(".xml") and isinstance(file.content, bytes)
        for part in etree.fromstring(file.content).iter("name", "title", "itemname", "fullname", "shortname")
    }
    assert max(map(len, names)) <= 254
    assert {"a" * 200, "b" * 253 + "…", "Ants & <bees>"} & names
