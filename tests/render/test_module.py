"""The web content of a module, as files."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from builder.archive import PackageFile
from builder.model.course import Course
from builder.render.bundle import Bundle
from builder.render.module import render_module
from builder.words import original
from tests.render.html import assert_valid_html

BUNDLE = Bundle(name="scorm12", saving=b"/* saving */")


@pytest.fixture(scope="session")
def contents(course: Course) -> dict[str, dict[str, bytes]]:
    """The text files of every module, by module and path."""
    return {
        module.slug: {
            f.path: f.content for f in render_module(course, module).files(BUNDLE) if isinstance(f.content, bytes)
        }
        for module in course.contents
    }


def document(files: dict[str, bytes]) -> str:
    return files["index.html"].decode()


def test_the_launch_file_comes_first(course: Course) -> None:
    assert render_module(course, course.contents[0]).files(BUNDLE)[0].path == "index.html"


def test_every_page_is_in_the_document_and_can_be_read_without_javascript(
    contents: dict[str, dict[str, bytes]], course: Course
) -> None:
    for module in course.contents:
        html = document(contents[module.slug])
        for page in module.pages:
            assert f' id="{page.id}" data-page="{page.id}"' in html
        hidden = r'<(div id="notice"|button[^>]*|p class="poll__again"|form id="settings-form"[^>]*)[^>]* hidden>'
        assert "hidden>" not in re.sub(hidden, "", html)


def test_no_token_and_no_template_mark_is_left_in_a_document(contents: dict[str, dict[str, bytes]]) -> None:
    for files in contents.values():
        for path, content in files.items():
            if path.endswith(".pdf"):
                continue  # compressed: any two bytes may stand next to each other
            assert b"{{" not in content, path
            assert b"{%" not in content, path


def test_the_probe_s_body_is_the_build_that_the_page_names(contents: dict[str, dict[str, bytes]]) -> None:
    for files in contents.values():
        data = json.loads(re.search(r'id="player-data">(.*?)</script>', document(files), re.S)[1])  # type: ignore[index]
        assert files["probe.txt"].decode() == data["build"]
        assert json.loads(files["bank.json"])["build"] == data["build"]


def test_the_build_is_named_after_its_bytes(course: Course) -> None:
    content = render_module(course, course.contents[0])
    build = {f.path: f.content for f in content.files(BUNDLE)}["probe.txt"]
    again = {f.path: f.content for f in render_module(course, course.contents[0]).files(BUNDLE)}["probe.txt"]
    other = {f.path: f.content for f in content.files(Bundle("scorm12", b"/* another way */"))}["probe.txt"]
    assert build == again != other


def test_every_id_in_a_document_is_there_once_and_every_local_link_has_its_target(
    contents: dict[str, dict[str, bytes]],
) -> None:
    for files in contents.values():
        ids = re.findall(r' id="([^"]+)"', document(files))
        assert len(ids) == len(set(ids))
        targets = set(re.findall(r' href="#([^"]+)"', document(files)))
        assert targets <= set(ids)


def test_a_page_asks_nothing_of_any_other_address(contents: dict[str, dict[str, bytes]]) -> None:
    for files in contents.values():
        html = document(files)
        assert (
            re.findall(
                r'<(?:script|link|img|iframe|source|video|audio|track|object|embed)[^>]+(?:src|href|data|poster)="(?:https?:)?//',
                html,
            )
            == []
        )
        assert "connect-src 'self';" in unescape(html)


def test_somebody_else_s_validator_finds_every_page_to_be_correct_html(
    contents: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    for slug, files in contents.items():
        for path, content in files.items():
            if path.endswith(".html"):
                (tmp_path / f"{slug}-{path}").write_bytes(content)
    assert_valid_html(tmp_path)


def test_the_first_page_stays_within_its_budget(contents: dict[str, dict[str, bytes]]) -> None:
    """The budgets of docs/architecture.md with gzip; the raw size: docs/decisions/005-first-page-bytes.md."""
    for slug, files in contents.items():
        page, style = (len(gzip.compress(files[path], mtime=0)) for path in ("index.html", "style.css"))
        assert page <= 60 * 1024, f"{slug}: {page}"
        assert len(files["index.html"]) <= 260 * 1000, slug
        assert style <= 9 * 1024, f"{slug}: {style}"


def test_a_page_brings_the_words_that_its_own_scripts_say_and_no_others(course: Course) -> None:
    """Some keys stand whole in a script, others only with their beginning, which ends in a dot."""
    script = b'word("player.sends.scorm");word(`player.save.${state}`)'
    content = render_module(course, course.contents[0])
    files = {
        f.path: f.content for f in content.files(Bundle(name="scorm12", saving=script)) if isinstance(f.content, bytes)
    }
    html = files["index.html"]
    first, own = (
        set(json.loads(re.search(rf'id="{name}-words">(.*?)</script>', html.decode(), re.S)[1]))  # type: ignore[index]
        for name in ("player", "more")
    )
    saving, later = (
        set(json.loads(re.match(rb"window\.coursepackWords=(\{.*\});\n", files[name])[1]))  # type: ignore[index]
        for name in ("saving.js", "more.js")
    )
    lines = {key for key in original() if key.startswith("player.save.")}
    assert first >= {"player.hide.title", *lines}
    assert first.isdisjoint({"player.sends.scorm", "player.sends.cmi5", "player.check.start"})
    assert saving == {"player.sends.scorm", *lines}
    assert later.isdisjoint({"player.sends.cmi5", "player.save.saved", "player.animation.scene"})
    assert "player.check.start" in later
    assert "player.animation.scene" in own
    assert html.index(b'id="player-words"') < html.index(b'id="player-data"')


def test_a_course_s_own_words_name_another_build(course: Course) -> None:
    module = course.contents[0]
    plain = course.model_copy(update={"words": ()})
    builds = {
        next(f.content for f in render_module(one, module).files(BUNDLE) if f.path == "probe.txt")
        for one in (course, plain)
    }
    assert len(builds) == 2


def test_letters_that_stand_in_a_case_alone_are_in_the_package(course: Course) -> None:
    content = replace(render_module(course, course.contents[0]), made=(PackageFile("cases/S01.json", "Tŷ".encode()),))
    assert "typeface-extended.woff2" in [file.path for file in content.files(BUNDLE)]
