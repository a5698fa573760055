"""What can be reported is tested."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PROBLEMS = Path(__file__).parent.parent.parent / "builder" / "verify" / "problems"
HERE = Path(__file__).parent
TESTS = [
    *HERE.glob("test_*.py"),
    HERE.parent / "test_build.py",
    HERE.parent / "test_command.py",
    HERE.parent / "test_editions.py",
    HERE.parent / "documents" / "test_downloads.py",
]


@pytest.mark.parametrize(
    "code",
    [
        name.replace("_", "-")
        for path in PROBLEMS.glob("*.py")
        for name in re.findall(r"^def (\w+)", path.read_text(), re.M)
    ],
)
def test_every_problem_of_a_package_is_provoked_by_a_test(code: str) -> None:
    assert any(f'"{code}"' in text or f"[{code}]" in text for text in map(Path.read_text, TESTS))
