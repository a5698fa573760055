"""The manifests: reviewed as text, judged by the published schemas, and true to what the author wrote."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from builder.archive import PackageFile
from builder.build import build
from builder.formats import FORMATS
from builder.formats.scorm2004 import FOURTH
from builder.model.course import Course, Module
from builder.model.shared import ReviewFigure
from builder.source.load import load
from builder.verify.directory import read_directory
from builder.verify.package import Package
from builder.verify.schemas import grammar, scorm12_schema, scorm2004_schema
from builder.verify.verifier import verifier_of

ROOT = Path(__file__).parent.parent.parent
GOLDEN = ROOT / "tests" / "golden"
COURSES = {"small": ROOT / "tests" / "small_course", "hives": ROOT / "tests" / "wide_course"}
#: The formats that have packages of whole courses.
WHOLE_COURSE = [name for name, fmt in FORMATS.items() if fmt.course_manifest]
CONTENT = [PackageFile("index.html", b""), PackageFile("media/a b.svg", b""), PackageFile("bank.json", b"")]


@pytest.fixture(scope="module")
def package_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Gives the package of a name without ``.zip``; each course is built once."""

    @cache
    def built(course: str) -> Mapping[str, Path]:
        report = build(COURSES[course], formats=[], modules=[], output=tmp_path_factory.mktemp("packages"))
        assert report.exit_code == 0, "\n".join(map(str, report.problems))
        return {package.path.stem: package.path for package in report.packages}

    def found(name: str) -> Path:
        return built(next(course for course in COURSES if name.startswith(course)))[name]

    return found


@pytest.fixture(scope="module")
def small_course() -> Course:
    loaded = load(COURSES["small"])
    assert loaded.course is not None
    return loaded.course


NAMES = [
    f"{course}{module}-{fmt}"
    for course, modules in {
        "small": ("one", "two"),
        "hives": ("spring", "autumn"),
    }.items()
    for module in ("", *(f"-{module}" for module in modules))
    for fmt in (FORMATS if module else WHOLE_COURSE)
]


@pytest.mark.parametrize("name", NAMES)
def test_a_package_is_as_it_was_when_a_person_last_read_it(
    name: str, package_of: Callable[[str], Path], *, update_goldens: bool
) -> None:
    module, _, fmt = name.rpartition("-")
    with zipfile.ZipFile(package_of(name)) as package:
        manifest = package.read(FORMATS[fmt].manifest_path).decode()
        listing = "".join(f"{path}\n" for path in package.namelist())
    for golden, text in ((f"{module}.{FORMATS[fmt].manifest_path}", manifest), (f"{module}.files.txt", listing)):
        path = GOLDEN / fmt / golden
        if update_goldens:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
        assert path.read_bytes().decode() == text, "run pytest --update-goldens and read the difference"


@pytest.mark.parametrize("fmt", WHOLE_COURSE)
def test_the_whole_course_holds_the_files_of_each_modules_package_but_its_manifest(
    fmt: str, package_of: Callable[[str], Path]
) -> None:
    with zipfile.ZipFile(package_of(f"hives-{fmt}")) as whole:
        held = {path: whole.getinfo(path).CRC for path in whole.namelist() if path != FORMATS[fmt].manifest_path}
    of_modules = {}
    for slug in ("spring", "autumn"):
        with zipfile.ZipFile(package_of(f"hives-{slug}-{fmt}")) as package:
            of_modules |= {f"{slug}/{file.filename}": file.CRC for file in package.infolist()[1:]}
    assert held == of_modules


def test_there_is_no_golden_of_a_package_that_is_not_built() -> None:
    modules = [f"{course}-{module}" for course, root in COURSES.items() for module in modules_of(root)]
    courses = {f"{course}-{fmt}" for course in COURSES for fmt in WHOLE_COURSE}
    assert {f"{module}-{fmt}" for module in modules for fmt in FORMATS} | courses == set(NAMES)
    for fmt in FORMATS:
        built = [*modules, *(COURSES if fmt in WHOLE_COURSE else ())]
        expected = {f"{module}.{ending}" for module in built for ending in (FORMATS[fmt].manifest_path, "files.txt")}
        assert {path.name for path in (GOLDEN / fmt).iterdir()} == expected


#: The one for tincan.xml was made from real packages: the official one can no longer be had.
PUBLISHED = {
    "scorm12": "driver-scorm12.xsd",
    "scorm2004": "driver-scorm2004-4th.xsd",
    "xapi": "tincan/tincan-homemade.xsd",
    "cmi5": "cmi5/CourseStructure.xsd",
}


@pytest.mark.parametrize("fmt", PUBLISHED)
def test_the_published_schemas_accept_our_manifests(fmt: str, published_schemas: Path) -> None:
    schema = etree.XMLSchema(etree.parse(published_schemas / PUBLISHED[fmt]))
    for golden in GOLDEN.glob(f"{fmt}/*.xml"):
        assert schema.validate(etree.parse(golden)), (golden.name, schema.error_log)


EXAMPLES = [
    (scorm12_schema(), "skeletons/imsmanifest-1.2.xml"),
    (scorm2004_schema(FOURTH), "skeletons/imsmanifest-2004-4th.xml"),
    (grammar("xapi"), "skeletons/tincan.xml"),
    (grammar("cmi5"), "skeletons/cmi5.xml"),
    *((grammar("cmi5"), f"cmi5/example-{kind}-cmi5.xml") for kind in ("simple", "complex", "extended")),
]


@pytest.mark.parametrize(("schema", "name"), EXAMPLES, ids=lambda value: value if isinstance(value, str) else "")
def test_our_own_schemas_accept_the_published_examples(
    schema: etree.XMLSchema | etree.RelaxNG, name: str, published_schemas: Path
) -> None:
    assert schema.validate(etree.parse(published_schemas / name)), (name, schema.error_log)


@pytest.mark.parametrize(("fmt", "folder", "count"), [("scorm12", "scorm12", 4), ("scorm2004", "scorm2004-4th", 17)])
def test_a_package_carries_the_published_schemas_as_they_are(
    fmt: str, folder: str, count: int, package_of: Callable[[str], Path], published_schemas: Path
) -> None:
    with zipfile.ZipFile(package_of(f"small-one-{fmt}")) as package:
        shipped = {name: package.read(name) for name in package.namelist() if name.endswith((".xsd", ".dtd"))}
    published = {name: (published_schemas / folder / name).read_bytes() for name in shipped}
    assert len(shipped) == count
    # npm's copies differ from Rustici's in nothing but line ends (SOURCES.txt).
    assert {n: t.replace(b"\r", b"") for n, t in shipped.items()} == {
        n: t.replace(b"\r", b"") for n, t in published.items()
    }


def modules_of(root: Path) -> list[str]:
    return [path.parent.name for path in root.glob("*/module.yaml")]


def manifest_of(fmt: str, course: Course, module: Module) -> bytes:
    content = FORMATS[fmt].manifest(course, module, CONTENT)[0].content
    assert isinstance(content, bytes)
    return content


def problems_of_package(fmt: str, course: Course, module: Module) -> list[str]:
    """Return what the format's own judge says of a package with its manifest and made-up content."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as package:
        for file in [*FORMATS[fmt].manifest(course, module, CONTENT), *CONTENT]:
            assert isinstance(file.content, bytes)
            package.writestr(file.path, file.content)
    files = {entry.name: entry for entry in read_directory(archive, "x.zip").entries}
    verifier = verifier_of(fmt)
    opened = Package("x.zip", len(archive.getvalue()), files, archive)
    assert verifier.recognises(opened)
    return [str(problem) for problem in verifier.judge(opened)]


def with_title(course: Course, title: str) -> tuple[Course, Module]:
    return course.model_copy(update={"title": title, "description": title}), course.contents[0].model_copy(
        update={"title": title}
    )


TITLES = [
    "]]>", "&", "&amp;", "&#39;", "<b>", "<!-- -->", "<![CDATA[x]]>", "<?xml?>", "'", '"', "\"'\"'", "{{ 7*7 }}",
    "{% raw %}", "{{f:x}}", "\u202e\u2066 right to left", "\U0001f9d2 child", "caf\u00e9", "\u0627\u0631\u062f\u0648",
    "Diogelu plant \u0175\u0177", "a" * 200, "0x", "\\", "%20",
]  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("fmt", FORMATS)
def test_the_title_of_a_module_reaches_the_lms_as_it_was_written(fmt: str, title: str, small_course: Course) -> None:
    manifest = manifest_of(fmt, small_course, with_title(small_course, title)[1])
    is_xml = FORMATS[fmt].manifest_path.endswith(".xml")
    assert title in (list(etree.fromstring(manifest).itertext()) if is_xml else manifest.decode())
    # Moodle shows a character that is written as a number as it stands.
    assert b"&#" not in manifest or "&#" in title


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(title=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=200))
def test_any_title_makes_a_valid_manifest(title: str, small_course: Course) -> None:
    assume(title.strip() not in ("", "0"))
    for fmt in FORMATS:
        assert problems_of_package(fmt, *with_title(small_course, title)) == []


def test_the_mastery_score_is_written_only_where_it_is_asked_for_and_can_be_reached(small_course: Course) -> None:
    with_check, without = small_course.contents
    assert b"<adlcp:masteryscore>75</adlcp:masteryscore>" in manifest_of("scorm12", small_course, with_check)
    assert b"masteryscore>" not in manifest_of("scorm12", small_course, without)
    silent = small_course.model_copy(update={"tracking": type(small_course.tracking)()})
    assert b"masteryscore>" not in manifest_of("scorm12", silent, with_check)


def test_identifiers_rest_on_authored_ids_alone(small_course: Course) -> None:
    module = small_course.contents[0]
    changed = module.model_copy(update={"title": "Another title", "slug": "renamed", "minutes": 99})
    for fmt in ("scorm12", "scorm2004"):
        before, after = (etree.fromstring(manifest_of(fmt, small_course, m)) for m in (module, changed))
        identifiers = "//@identifier | //@identifierref | //@default | //@objectiveID"
        assert before.xpath(identifiers) == after.xpath(identifiers) != []


@pytest.mark.parametrize("fmt", ["scorm12", "scorm2004"])
def test_a_file_with_a_space_is_written_as_a_url(fmt: str, small_course: Course) -> None:
    assert b'<file href="media/a%20b.svg"/>' in manifest_of(fmt, small_course, small_course.contents[0])


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_token_in_a_title_is_filled(fmt: str, small_course: Course) -> None:
    figure = ReviewFigure(id="F1", key="number", text="Forty-two & more.", base="b", period="p", source="s")
    course, module = with_title(small_course.model_copy(update={"figures": (figure,)}), "{{f:number}}")
    manifest = manifest_of(fmt, course, module).decode()
    is_xml = FORMATS[fmt].manifest_path.endswith(".xml")
    assert f"Forty-two {'&amp;' if is_xml else '&'} more." in manifest
    assert "{{" not in manifest
