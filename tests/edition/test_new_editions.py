"""New editions, from answers and from a table: what is wrong is said at its cell, and nothing is half-written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from builder.build import build
from builder.cli import main
from builder.edition.table import column_name

BASE = Path(__file__).parents[1] / "samples" / "_base"
HEADER = "id,name,front_door,checked_on"
ROWS = "anyborough,Anyborough Partnership,Ask at the harbour office,2026-11-20\nnethermere,Nethermere Partnership,,\n"
GOOD = f"{HEADER}\n{ROWS}"


#: What spreadsheet programs make of telephone numbers, or leave of formulas.
SPOILT = ("#REF!", "########", "#WERT!", "#NV", "8001111", "1632960111", "1632960111.0", '"1,632,960,111"',
          "4E+11", "1.00E+11", "'01632 960111", "=B2", "@SUM(1)", "+cmd|A1", "-2+3")  # fmt: skip


def more(columns: str, cells: str) -> str:
    """Return the table with more columns, in which the first edition has something."""
    return GOOD.replace(HEADER, f"{HEADER},{columns}").replace("-20\n", f"-20,{cells}\n")


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course in a folder in which nothing else stands, and where we are."""
    shutil.copytree(BASE, tmp_path / "course")
    monkeypatch.chdir(tmp_path / "course")
    return Path()


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["edition", *words], input=typed)


def imported(table: bytes, *options: str) -> Result:
    Path("../table.csv").write_bytes(table)
    return run("import", "../table.csv", *options)


def written(folder: Path) -> Sequence[str]:
    """Everything that stands in the folder of editions, hidden files too."""
    there = folder / "editions"
    return sorted(path.relative_to(there).as_posix() for path in there.rglob("*")) if there.is_dir() else []


BOTH = ["anyborough", "anyborough/edition.yaml", "nethermere", "nethermere/edition.yaml"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_table_is_read_as_any_spreadsheet_program_saves_it(
    course: Path, encoding: str, delimiter: str, line_end: str
) -> None:
    table = GOOD.replace("Anyborough P", "Anyborough – Châtel P").replace(",", delimiter).replace("\n", line_end)
    result = imported(table.encode(encoding))
    assert (result.exit_code, written(course)) == (0, BOTH), result.output
    assert 'name: "Anyborough – Châtel Partnership"' in Path("editions/anyborough/edition.yaml").read_text("utf-8")
    report = build(course, formats=["xapi"], modules=[], output=Path("../dist"), of=["all"])
    assert [package.path.name for package in report.packages] == [
        "sample_anyborough_first-xapi.zip", "sample_nethermere_first-xapi.zip",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "code", "cell"),
    [
        (GOOD.replace("front_door", "frontdoor"), "table-header", "cell C1"),
        (f"Our editions,,,\n{GOOD}", "table-header", "cell A1: this row names no columns"),
        (GOOD.replace(",", "|"), "table-header", "cell A1: this row names no columns"),
        (GOOD.replace("front_door", ""), "table-header", "cell C1"),
        (GOOD.replace("front_door", "Name"), "table-header", "cell C1"),
        (GOOD.replace("id,name", "name,pass_mark"), "table-header", "'id' is missing"),
        ("\n,,\n", "table-unreadable", "is empty"),
        *((GOOD.replace("Ask at the harbour office", cell), "table-cell", "cell C2") for cell in SPOILT),
        (GOOD.replace("Ask at the harbour office", "+44 (0)1632 960111"), "number-form", "cell C2"),
        (GOOD.replace("Ask at the harbour office", "javascript:alert(1)"), "contact-address", "cell C2"),
        (GOOD.replace("2026-11-20", "20/11/2026"), "table-cell", "cell D2"),
        (GOOD.replace("2026-11-20", ""), "table-cell", "cell C2"),
        (GOOD.replace("2026-11-20", "2026-11-20,more"), "table-cell", "cell E2"),
        (GOOD.replace("2026-11-20", "2026-02-30"), "impossible-date", "cell D2"),
        (GOOD.replace("Ask at the harbour office", "www.anyborough.example"), "contact-address", "cell C2"),
        (GOOD.replace("nethermere,", ","), "table-cell", "cell A3"),
        (GOOD.replace("nethermere,", "Nether Mere,"), "table-cell", "cell A3"),
        (GOOD.replace("nethermere,", "../../x,"), "table-cell", "cell A3"),
        (GOOD.replace("nethermere,", "anyborough,"), "table-twice", "already in cell A2"),
        (more("pass_mark", "70"), "edition-pass-mark", "cell E2"),
        (more("pass_mark", "85%"), "wrong-type", "cell E2"),
        (more("pass_mark", "101"), "out-of-range", "cell E2"),
        (more("issuer,refresh_months", "A,0"), "out-of-range", "cell F2"),
        (more("signatory", "A. Reed"), "missing-key", "cell E2"),
        (more("issuer", "{{l:front_door}}"), "edition-token", "cell E2"),
        (more("brand_light", "#7a1f5c"), "missing-key", "cell E2"),
        (more("brand_light,brand_dark", "#ffff00,#f0a6d4"), "edition-colour", "cell E2"),
        (more("brand_light,brand_dark", "purple,#f0a6d4"), "bad-form", "cell E2"),
        (more("masthead_light,masthead_dark", "#4a1238,4a1238"), "bad-form", "cell F2"),
        (more("switched_off", "certificate"), "edition-switch", "cell E2"),
        (more("switched_off", "the_lights"), "unknown-value", "cell E2"),
        (more("logo", "crest.webp"), "new-logo", "cell E2"),
        (more("logo", "not-there.png"), "new-logo", "cell E2"),
        (more("issuer,issuer", "A,B"), "table-header", "cell F1"),
        (GOOD.replace(",Ask", ',"Ask'), "table-unreadable", ""),
        ("PK\x03\x04 and more", "table-unreadable", "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more", "table-unreadable", "workbook"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_cell_and_nothing_is_written(
    course: Path, table: str | bytes, code: str, cell: str
) -> None:
    result = imported(table if isinstance(table, bytes) else table.encode())
    assert result.exit_code == 1, result.output
    assert f"error[{code}]" in result.output
    assert cell in result.output
    assert result.output.count("error[") == 1, result.output
    assert "Traceback" not in result.output
    assert not Path("editions").exists()


def test_every_wrong_cell_is_said_in_one_run(course: Path) -> None:
    result = imported(GOOD.replace("2026-11-20", "soon").replace("nethermere,", "N,").encode())
    assert all(cell in result.output for cell in ("cell D2", "cell A3"))


def test_a_row_with_a_line_break_in_a_cell_does_not_move_the_rows_behind_it(course: Path) -> None:
    table = GOOD.replace("Anyborough Partnership", '"Anyborough\nPartnership"').replace("nethermere,", "N,")
    result = imported(table.encode())
    assert "table.csv:4:1: error[table-cell]: cell A3" in result.output


def test_lines_without_words_before_the_table_and_in_it_are_passed_over(course: Path) -> None:
    result = imported(f"sep=,\n\n,,\n{GOOD.replace('nethermere', ',,,' + chr(10) + 'nethermere')}\n\n".encode())
    assert (result.exit_code, written(course)) == (0, BOTH), result.output


def test_a_disk_that_refuses_leaves_nothing_behind(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if target.name == "nethermere":
            raise PermissionError(13, "Permission denied", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    result = imported(GOOD.encode())
    assert (result.exit_code, "Permission denied" in result.output) == (2, True)
    assert not Path("editions").exists()


def test_nothing_is_written_over(course: Path) -> None:
    assert imported(GOOD.encode()).exit_code == 0
    Path("editions/nethermere/edition.yaml").write_text("name: By hand\n", encoding="utf-8")
    again = imported(GOOD.replace("anyborough,", "otherton,").encode())
    assert (again.exit_code, "edition-there" in again.output, written(course)) == (1, True, BOTH)
    assert Path("editions/nethermere/edition.yaml").read_text("utf-8") == "name: By hand\n"


def test_a_new_edition_is_made_from_options_alone(course: Path) -> None:
    result = run(
        "new", "anyborough", "--name", "Anyborough: the Partnership", "--contact", "front_door=Ask at the office",
        "--checked-on", "2026-11-20", "--pass-mark", "85", "--editions", "../own",
    )  # fmt: skip
    assert (result.exit_code, result.output) == (0, "../own/anyborough/edition.yaml\n")
    assert Path("../own/anyborough/edition.yaml").read_text("utf-8") == (
        'name: "Anyborough: the Partnership"\npass_mark: 85\ncontacts:\n  front_door:\n'
        '    value: "Ask at the office"\n    checked_on: "2026-11-20"\n'
    )
    assert written(course) == []


LOOKS = {
    "issuer": "The Board", "signatory": "A. Reed", "refresh_months": "12", "brand_light": "#7a1f5c",
    "brand_dark": "#f0a6d4", "masthead_light": "#4a1238", "masthead_dark": "#3a0f2d",
    "switched_off": "certificate, read_aloud", "logo": "crest.SVG",
}  # fmt: skip


@pytest.mark.parametrize("way", ["table", "options"])
def test_everything_that_an_edition_may_say_can_be_told_either_way(course: Path, way: str) -> None:
    with Path("course.yaml").open("a", encoding="utf-8") as file:
        file.write("may_switch_off: [certificate, read_aloud]\n")
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    for folder in (Path(), Path("..")):
        (folder / "crest.SVG").write_text(drawn, "utf-8")
    if way == "table":
        cells = ",".join(f'"{value}"' for value in LOOKS.values())
        result = imported(more(",".join(LOOKS), cells).encode())
    else:
        options = [word for name, value in LOOKS.items() for word in (f"--{name.replace('_', '-')}", value)]
        contact = ["--contact", "front_door=Ask at the harbour office", "--checked-on", "2026-11-20"]
        result = run("new", "anyborough", "--name", "Anyborough Partnership", *contact, *options)
    assert result.exit_code == 0, result.output
    assert Path("editions/anyborough/edition.yaml").read_text("utf-8") == (
        'name: "Anyborough Partnership"\n'
        'certificate:\n  issuer: "The Board"\n  signatory: "A. Reed"\n  refresh_months: 12\n'
        'colours:\n  brand:\n    light: "#7a1f5c"\n    dark: "#f0a6d4"\n'
        '  masthead:\n    light: "#4a1238"\n    dark: "#3a0f2d"\n'
        'switched_off: ["certificate", "read_aloud"]\n'
        'contacts:\n  front_door:\n    value: "Ask at the harbour office"\n    checked_on: "2026-11-20"\n'
    )
    assert Path("editions/anyborough/logo.svg").read_text("utf-8") == drawn
    report = build(course, formats=["web"], modules=[], output=Path("../dist"), of=["anyborough"])
    assert report.exit_code == 0, report.problems


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("crest.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>', "picture"),
        ("crest.svg", b"<svg", "svg"),
        ("crest.png", b"\x89PNG" + b"0" * 200_000, "edition-logo"),
        ("crest.png", b"no picture", "edition-logo"),
        pytest.param(
            "crest.png", None, "new-logo", marks=pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
        ),
    ],
)
def test_a_logo_that_cannot_be_one_is_said_at_its_cell_and_nothing_is_written(
    course: Path, name: str, content: bytes | None, code: str
) -> None:
    if content is None:
        os.mkfifo(Path("..") / name)
    else:
        (Path("..") / name).write_bytes(content)
    result = imported(more("logo", name).encode())
    assert result.exit_code == 1, result.output
    assert code in result.output
    assert "../table.csv:2:1" in result.output
    assert "cell E2" in result.output
    assert not Path("editions").exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["new", "anyborough"], 2, "--name"),
        (["new", "anyborough", "--name", "A", "--contact", "front_door=Ask"], 2, "--checked-on"),
        (["new", "anyborough", "--name", "A", "--contact", "front_door"], 2, "front_door=VALUE"),
        (["new", "../../other", "--name", "A"], 1, "bad-form"),
        (["new", "any", "--name", "A", "--contact", "x: y=z", "--checked-on", "2026-11-20"], 1, "edition-contact"),
        (["new", "anyborough", "--name", "A", "--pass-mark", "70"], 1, "edition-pass-mark"),
        (["import", "../not-there.csv"], 2, "not-there.csv"),
    ],
)  # fmt: skip
def test_what_cannot_be_an_edition_is_refused_with_its_cure(
    course: Path, words: Sequence[str], code: int, said: str
) -> None:
    result = run(*words)
    assert (result.exit_code, said in result.output) == (code, True), result.output
    assert written(course) == []


@given(st.integers(1, 20_000))
def test_columns_are_called_as_spreadsheet_programs_call_them(number: int) -> None:
    read = 0
    for letter in column_name(number):
        read = read * 26 + ord(letter) - ord("A") + 1
    assert read == number
