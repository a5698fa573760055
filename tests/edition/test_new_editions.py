"""New editions, from answers and from a table: what is wrong is said at its cell, and nothing is half-written."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from builder.build import build
from builder.cli import main
from builder.edition import command
from builder.edition.table import column_name

BASE = Path(__file__).parents[1] / "samples" / "_base"
HEADER = "id,name,front_door,checked_on"
ROWS = "anyborough,Anyborough Partnership,Ask at the harbour office,2026-11-20\nnethermere,Nethermere Partnership,,\n"
GOOD = f"{HEADER}\n{ROWS}"


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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
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
        (GOOD.replace("front_door", ""), "table-header", "cell C1"),
        (GOOD.replace("front_door", "Name"), "table-header", "cell C1"),
        (GOOD.replace("id,name", "name,pass_mark"), "table-header", "'id' is missing"),
        ("\n,,\n", "table-unreadable", "is empty"),
        (GOOD.replace("Ask at the harbour office", "=B2"), "table-cell", "cell C2"),
        (GOOD.replace("Ask at the harbour office", "@SUM(1)"), "table-cell", "cell C2"),
        (GOOD.replace("Ask at the harbour office", "+cmd|A1"), "table-cell", "cell C2"),
        (GOOD.replace("Ask at the harbour office", "-2+3"), "table-cell", "cell C2"),
        (GOOD.replace("Ask at the harbour office", "#REF!"), "table-cell", "cell C2"),
        (GOOD.replace("Ask at the harbour office", "1000000000"), "table-cell", "cell C2"),
        (GOOD.replace("Ask at the harbour office", "1.00E+11"), "table-cell", "cell C2"),
        (GOOD.replace("2026-11-20", "20/11/2026"), "table-cell", "cell D2"),
        (GOOD.replace("2026-11-20", ""), "table-cell", "cell C2"),
        (GOOD.replace("2026-11-20", "2026-11-20,more"), "table-cell", "cell E2"),
        (GOOD.replace("2026-11-20", "2026-02-30"), "impossible-date", "cell D2"),
        (GOOD.replace("Ask at the harbour office", "www.anyborough.example"), "contact-address", "cell C2"),
        (GOOD.replace("nethermere,", ","), "table-cell", "cell A3"),
        (GOOD.replace("nethermere,", "Nether Mere,"), "table-cell", "cell A3"),
        (GOOD.replace("nethermere,", "../../x,"), "table-cell", "cell A3"),
        (GOOD.replace("nethermere,", "anyborough,"), "table-twice", "already in cell A2"),
        (GOOD.replace("checked_on", "checked_on,pass_mark").replace("-20\n", "-20,70\n"), "edition-pass-mark", "E2"),
        (GOOD.replace("checked_on", "checked_on,pass_mark").replace("-20\n", "-20,85%\n"), "table-cell", "cell E2"),
        (GOOD.replace(",Ask", ',"Ask'), "table-unreadable", ""),
        ("PK\x03\x04 and more", "table-unreadable", "workbook"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_cell_and_nothing_is_written(
    course: Path, table: str, code: str, cell: str
) -> None:
    result = imported(table.encode())
    assert result.exit_code == 1, result.output
    assert f"error[{code}]" in result.output
    assert cell in result.output
    assert result.output.count("error[") == 1, result.output
    assert "Traceback" not in result.output
    assert not Path("editions").exists()


def test_every_wrong_cell_is_said_in_one_run(course: Path) -> None:
    result = imported(GOOD.replace("2026-11-20", "soon").replace("nethermere,", "N,").encode())
    assert [cell in result.output for cell in ("cell D2", "cell A3")] == [True, True]


def test_a_row_with_a_line_break_in_a_cell_does_not_move_the_rows_behind_it(course: Path) -> None:
    table = GOOD.replace("Anyborough Partnership", '"Anyborough\nPartnership"').replace("nethermere,", "N,")
    result = imported(table.encode())
    assert "table.csv:4:1: error[table-cell]: cell A3" in result.output


def test_lines_without_words_before_the_table_and_in_it_are_passed_over(course: Path) -> None:
    result = imported(f"\n,,\n{GOOD.replace('nethermere', ',,,' + chr(10) + 'nethermere')}\n\n".encode())
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


def test_a_person_is_asked_for_the_name_and_for_each_contact(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "somebody_is_there", lambda: True)
    result = run("new", "anyborough", typed="Anyborough Partnership\nAsk at the office\n2026-11-20\n")
    assert result.exit_code == 0, result.output
    assert "Worried about a child" in result.output
    assert 'value: "Ask at the office"' in Path("editions/anyborough/edition.yaml").read_text("utf-8")


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
