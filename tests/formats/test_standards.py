"""What each of the newer standards wants of a manifest, and what a package without one says."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from builder.archive import PackageFile
from builder.formats import EDITIONS, FORMATS
from builder.formats.cmi5 import course_manifest
from builder.model.course import Course
from builder.model.edition import Edition
from builder.render.module import render_module
from builder.source.load import load
from tests.e2e.readable import package_of

ROOT = Path(__file__).parent.parent.parent
CONTENT = [PackageFile("index.html", b""), PackageFile("bank.json", b'{"build":"7"}\n')]
IMSSS = "{http://www.imsglobal.org/xsd/imsss}"
CMI5 = "{https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd}"


@pytest.fixture(scope="module")
def course() -> Course:
    loaded = load(ROOT / "tests" / "small_course")
    assert loaded.course is not None
    return loaded.course


def root_of(files: list[PackageFile]) -> etree._Element:
    assert isinstance(files[0].content, bytes)
    return etree.fromstring(files[0].content)


class TestScorm2004:
    def test_what_the_player_says_is_what_counts(self, course: Course) -> None:
        controls = root_of(FORMATS["scorm2004"].manifest(course, course.contents[0], CONTENT)).find(
            f".//{IMSSS}deliveryControls"
        )
        assert controls is not None
        assert dict(controls.attrib) == {"completionSetByContent": "true", "objectiveSetByContent": "true"}

    def test_the_pass_mark_stands_where_there_is_a_check(self, course: Course) -> None:
        with_check, without = (
            root_of(FORMATS["scorm2004"].manifest(course, module, CONTENT)) for module in course.contents
        )
        assert with_check.findtext(f".//{IMSSS}minNormalizedMeasure") == "0.75"
        assert without.find(f".//{IMSSS}minNormalizedMeasure") is None
        assert without.find(f".//{IMSSS}primaryObjective[@satisfiedByMeasure]") is None

    def test_the_third_edition_differs_in_its_version_and_its_schemas_alone(
        self, course: Course, published_schemas: Path
    ) -> None:
        module = course.contents[0]
        fourth, third = (
            fmt.manifest(course, module, CONTENT) for fmt in (FORMATS["scorm2004"], EDITIONS["scorm2004-3rd"])
        )
        manifests = [files[0].content for files in (fourth, third)]
        assert all(isinstance(text, bytes) for text in manifests)
        assert manifests[0].replace(b"2004 4th Edition", b"2004 3rd Edition") == manifests[1]  # type: ignore[union-attr]
        schema = etree.XMLSchema(etree.parse(published_schemas / "driver-scorm2004-3rd.xsd"))
        assert schema.validate(root_of(third)), schema.error_log
        for file in third[1:]:
            assert file.content == (published_schemas / "scorm2004-3rd" / file.path).read_bytes()

    def test_who_publishes_an_edition_stands_where_the_schema_lets_it(self, course: Course) -> None:
        """The metadata's own schema is not in the package; that of the 3rd Edition would have to be."""
        edition = Edition(id="nethermere", name="Nethermere; a Partnership")
        ours = course.model_copy(update={"edition": edition})
        fourth, third = (
            root_of(fmt.manifest(ours, course.contents[0], CONTENT))
            for fmt in (FORMATS["scorm2004"], EDITIONS["scorm2004-3rd"])
        )
        said = fourth.findtext(".//{http://ltsc.ieee.org/xsd/LOM}entity")
        assert said is not None
        assert "ORG:Nethermere\\; a Partnership" in said.splitlines()
        assert third.find(".//{http://ltsc.ieee.org/xsd/LOM}lom") is None


class TestCmi5:
    def test_a_module_alone_is_a_course_of_its_own(self, course: Course) -> None:
        root = root_of(FORMATS["cmi5"].manifest(course, course.contents[0], CONTENT))
        (unit,) = root.iter(f"{CMI5}au")
        assert root.findall(f".//{CMI5}block") == []
        assert unit.get("id") == "https://example.org/courses/small/one"
        assert (unit.get("moveOn"), unit.get("masteryScore")) == ("CompletedAndPassed", "0.75")
        assert unit.findtext(f"{CMI5}url") == "index.html"
        assert [each.get("id") for each in root.iter(f"{CMI5}course")] == [
            "https://example.org/courses/small/one#course"
        ]

    def test_a_module_without_a_check_is_completed_and_has_nothing_to_pass(self, course: Course) -> None:
        (unit,) = root_of(FORMATS["cmi5"].manifest(course, course.contents[1], CONTENT)).iter(f"{CMI5}au")
        assert (unit.get("moveOn"), unit.get("masteryScore")) == ("Completed", None)

    def test_the_whole_course_is_a_block_of_its_modules_under_the_same_ids(self, course: Course) -> None:
        modules = [(module, [PackageFile(f"{module.slug}/index.html", b"")]) for module in course.contents]
        root = root_of([course_manifest(course, modules)])
        (block,) = root.iter(f"{CMI5}block")
        assert [(unit.get("id"), unit.findtext(f"{CMI5}url")) for unit in block.findall(f"{CMI5}au")] == [
            (f"https://example.org/courses/small/{slug}", f"{slug}/index.html") for slug in ("one", "two")
        ]
        iris = [element.get("id") for element in root.iter() if element.get("id")]
        assert len(iris) == len(set(iris)) == 4


class TestXapi:
    def test_a_launcher_opens_the_first_file(self, course: Course) -> None:
        root = root_of(FORMATS["xapi"].manifest(course, course.contents[0], CONTENT))
        assert [each.text for each in root.iter("{http://projecttincan.com/tincan.xsd}launch")] == ["index.html"]


class TestWeb:
    def test_it_alone_is_no_standard(self) -> None:
        assert [name for name, form in FORMATS.items() if not form.is_standard] == ["web"]

    def test_a_text_says_which_file_to_open(self, course: Course) -> None:
        text, *_ = FORMATS["web"].manifest(course, course.contents[0], CONTENT)
        assert isinstance(text.content, bytes)
        assert "open index.html in a web browser" in text.content.decode()


def test_beside_each_file_of_data_stands_a_script_that_holds_the_same() -> None:
    course = load(ROOT / "tests" / "faults" / "course").course
    assert course is not None
    package = package_of(render_module(course, course.contents[0]))
    script, data = (package.read(name).decode() for name in ("bank.json.js", "bank.json"))
    assert script == f'coursepackData("bank.json", {data});\n'
