"""A component is one folder: what lists components is made from the folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.generate import component_lists

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("path", component_lists(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_list_of_components_is_what_the_folders_hold(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == component_lists()[path], "run python -m tools.generate"
