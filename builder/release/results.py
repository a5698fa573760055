"""What the tests of this very coursepack came to: the file that ``pytest --junit-xml`` wrote, if it is this tool's."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from lxml import etree

from builder.diagnostics import Diagnostic, Location
from builder.release.problems import results_of_another_tool
from builder.render.templates import TEMPLATES
from builder.source.problems.files import unreadable_file
from builder.source.text_file import whole_file

#: The property of the results that says of which tool they are. ``tests/conftest.py`` writes it.
PROPERTY = "coursepack-digest"
#: What is made on one machine, and sources that no installed coursepack has.
_NOT_OF_IT = (".prepared", "__pycache__", ".pyc", ".ts", ".scss", ".stamp")


class UnusableResults(Exception):
    """The results cannot stand in the evidence; ``problem`` says why."""

    def __init__(self, problem: Diagnostic) -> None:
        """Take the problem."""
        super().__init__(problem.message)
        self.problem = problem


@cache
def tool_digest() -> str:
    """Return the SHA-256 of everything that this coursepack is made of: its modules, its templates, its player."""
    digest = hashlib.sha256()
    for root in (Path(__file__).parents[1], Path(str(TEMPLATES))):
        for path in sorted(root.rglob("*")):
            name = path.relative_to(root.parent).as_posix()
            if path.is_file() and not any(part in name for part in _NOT_OF_IT):
                digest.update(f"{name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def results_in(file: Path) -> Mapping[str, bool]:
    """Return whether each test passed, by ``folder/file.py::name``; of several cases of one test, whether all did.

    Raises UnusableResults where *file* holds no results, or another tool's.
    """
    where = Location(file.as_posix())
    try:
        tree = etree.fromstring(whole_file(file).read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
    except OSError as problem:
        raise UnusableResults(unreadable_file(where, problem.strerror or type(problem).__name__)) from problem
    except etree.XMLSyntaxError as problem:
        raise UnusableResults(results_of_another_tool(where, "it is no JUnit XML")) from problem
    of = {found.get("value") for found in tree.iter("property") if found.get("name") == PROPERTY}
    if of != {tool_digest()}:
        raise UnusableResults(results_of_another_tool(where, "these are no results of this coursepack"))
    passed: dict[str, bool] = {}
    for case in tree.iter("testcase"):
        if case.find("skipped") is None:
            name = f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name', '').partition('[')[0]}"
            is_well = case.find("failure") is None and case.find("error") is None
            passed[name] = passed.get(name, True) and is_well
    return passed
