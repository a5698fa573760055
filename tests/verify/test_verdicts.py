"""What two packages share is judged once in a run, and no fault of either is missed for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from builder.verify import content, inspect, verify
from builder.verify.verdicts import Verdicts

Files = Mapping[str, bytes]


def broken(files: Files) -> Mapping[str, Files]:
    """Return *files* with one fault each: in a page, in what stands around one, and in what is told beside it."""
    page = files["index.html"]
    return {
        "page": {**files, "index.html": page.replace(b"<main", b'<img src="https://elsewhere.example/x.png"><main')},
        "surroundings": {name: data for name, data in files.items() if name != "licences.html"},
        "probe": {**files, "probe.txt": b"another build"},
        "bank": {**files, "bank.json": b"{}"},
        "style": {**files, "style.css": files["style.css"] + b"p{background:url(https://elsewhere.example/x.png)}"},
        "drawing": {**files, "media/map.svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'},
    }


def test_after_a_sound_package_every_fault_of_another_is_found_that_is_found_without_it(
    scorm12: Files, zipped: Callable[[Files], Path]
) -> None:
    run = Verdicts()
    assert inspect(zipped(scorm12), shown="x.zip", verdicts=run).problems == ()
    for what, files in broken(scorm12).items():
        path = zipped(files)
        alone = inspect(path, shown="x.zip").problems
        assert alone != (), what
        for _ in range(2):
            assert inspect(path, shown="x.zip", verdicts=run).problems == alone, what
    assert inspect(zipped(scorm12), shown="x.zip", verdicts=run).problems == ()


def test_what_was_found_sound_is_not_looked_at_again(
    scorm12: Files, zipped: Callable[[Files], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, parsed = zipped(scorm12), list[str]()
    real = content.parse_page

    def counted(package: content.Package, name: str) -> object:
        parsed.append(name)
        return real(package, name)

    monkeypatch.setattr(content, "parse_page", counted)
    run = Verdicts()
    for _ in range(3):
        inspect(path, shown="x.zip", verdicts=run)
    pages = sorted(name for name in scorm12 if name.endswith(".html"))
    assert sorted(parsed) == pages
    verify(path)
    assert sorted(parsed) == sorted(pages * 2)


def test_a_file_that_is_damaged_in_one_package_alone_is_told_there(
    scorm12: Files, zipped: Callable[[Files], Path]
) -> None:
    run, path = Verdicts(), zipped(scorm12)
    assert inspect(path, shown="x.zip", verdicts=run).problems == ()
    data = bytearray(path.read_bytes())
    at = data.index(b"style.css") + len(b"style.css") + 40
    data[at] ^= 0xFF
    path.write_bytes(data)
    alone = [problem.code for problem in inspect(path, shown="x.zip").problems]
    assert alone == [problem.code for problem in inspect(path, shown="x.zip", verdicts=run).problems] == ["zip-damaged"]
