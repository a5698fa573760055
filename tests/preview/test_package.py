"""Packages from disk, of other tools as well: what is launched of them, and what is refused."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from builder.build import build
from builder.cli import main
from builder.preview.launches import launches_of
from builder.preview.package import PreviewedPackage, opened_package
from builder.preview.subject import Unshowable
from tests.corpus.zips_scorm import NEW, OLD, PAGES
from tests.verify.lab import Member, make_zip

ROOT = Path(__file__).resolve().parents[2]


def scorm(folder: Path, manifest: str) -> Path:
    files = {"imsmanifest.xml": manifest.encode(), **PAGES}
    (folder / "package.zip").write_bytes(make_zip([Member(name, content) for name, content in files.items()]))
    return folder / "package.zip"


def preview(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["preview", *map(str, arguments), "--no-browser"])


#: What is replaced by what in a manifest, and the address that is launched for it.
ADDRESSES = {
    "as it is": ("", "", "index.html"),
    "a query of its own": ('sco" href="index.html"', 'sco" href="index.html?a=1"', "index.html?a=1"),
    "parameters": ('identifierref="R"', 'identifierref="R" parameters="?b=2"', "index.html?b=2"),
    "parameters without a mark": ('identifierref="R"', 'identifierref="R" parameters="b=2"', "index.html?b=2"),
    "a fragment": ('identifierref="R"', 'identifierref="R" parameters="#c"', "index.html#c"),
    "a base": ("<resources>", '<resources xml:base="media/">', "media/index.html"),
}


@pytest.mark.parametrize(("old", "new", "expected"), ADDRESSES.values(), ids=ADDRESSES)
@pytest.mark.parametrize(("fmt", "manifest"), [("scorm12", OLD), ("scorm2004", NEW)])
def test_a_scorm_package_is_launched_where_its_manifest_says(
    fmt: str, manifest: str, old: str, new: str, expected: str
) -> None:
    root = etree.fromstring(manifest.replace(old, new, 1).encode() if old else manifest.encode())
    (launch,) = launches_of(fmt, root, "the file's name")
    assert (launch.href, launch.title) == (expected, "Course")


def test_what_an_lms_says_at_launch_comes_from_the_manifest() -> None:
    said = "<adlcp:masteryscore>70</adlcp:masteryscore><adlcp:datafromlms>a=b</adlcp:datafromlms></item>"
    (launch,) = launches_of("scorm12", etree.fromstring(OLD.replace("</item>", said).encode()), "")
    assert launch.settings == {"cmi.student_data.mastery_score": "70", "cmi.launch_data": "a=b"}


def test_every_format_of_a_built_package_is_launched_as_it_stands_on_disk(tmp_path: Path) -> None:
    for built in build(ROOT / "tests" / "small_course", formats=[], modules=["one"], output=tmp_path).packages:
        with opened_package(built.path) as package:
            assert isinstance(package, PreviewedPackage)
            (part,) = package.parts
            shown = package.show(part.id, part.formats[0])
            assert shown.launch.href == "index.html"
            assert len(shown.files["index.html"]) > 1000
            assert "no.html" not in shown.files


def test_a_package_that_is_written_to_or_gone_is_not_shown_as_it_was(tmp_path: Path) -> None:
    path = scorm(tmp_path, OLD)
    whole = path.read_bytes()
    with opened_package(path) as package:
        assert isinstance(package, PreviewedPackage)
        package.show("0", "scorm12")
        for content in (whole[:100], whole + b"another build"):
            path.write_bytes(content)
            with pytest.raises(Unshowable, match=r"package\.zip has changed or is gone since it was opened; end"):
                package.show("0", "scorm12")
        path.unlink()
        with pytest.raises(Unshowable, match="is gone"):
            package.show("0", "scorm12")


def test_a_package_that_leads_elsewhere_is_not_followed(tmp_path: Path) -> None:
    with opened_package(
        scorm(tmp_path, OLD.replace('sco" href="index.html"', 'sco" href="https://a.example/"'))
    ) as package:
        assert isinstance(package, PreviewedPackage)
        with pytest.raises(Unshowable, match=r"leads to https://a\.example/"):
            package.show("0", "scorm12")


def test_what_is_no_package_is_refused_in_words_and_nothing_is_served(tmp_path: Path) -> None:
    bomb = make_zip([Member("index.html", bytes(30_000_000))])
    for name, content in {"text.zip": b"no zip", "empty.zip": make_zip([Member("a.txt")]), "bomb.zip": bomb}.items():
        (tmp_path / name).write_bytes(content)
        result = preview(tmp_path / name)
        assert result.exit_code == 1
        assert "is no package that can be launched" in result.stderr
        assert "error[" in result.stderr
        assert result.stdout == ""


def test_a_file_that_is_not_there_and_a_port_that_is_taken_are_wrong_usage(tmp_path: Path) -> None:
    assert "cannot be read" in (missing := preview(tmp_path / "none.zip")).stderr
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert f"the port {port} cannot be had" in (refused := preview(scorm(tmp_path, OLD), "--port", port)).stderr
    assert (missing.exit_code, refused.exit_code) == (2, 2)
