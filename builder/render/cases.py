"""Branching cases to files of a package: the tree of each for the player, and all of them to read as they stand."""

from __future__ import annotations

from collections.abc import Sequence

from builder.archive import PackageFile
from builder.model.blocks.story import CaseBlock
from builder.model.cases import END, BranchingCase, CaseOption
from builder.model.course import Course, Module
from builder.model.shared import Scenario
from builder.render.markdown import Fill
from builder.render.player_data import PlayerCase, PlayerCaseEnding, PlayerCaseNode, PlayerCaseOption
from builder.render.templates import asset

SCRIPT = "case.js"
#: Holds every case of the module, to read.
READABLE = "cases.html"


def cases_in(course: Course, module: Module) -> tuple[tuple[Scenario, BranchingCase], ...]:
    """Return the branching cases that stand on a page of *module*, each once, with the scenarios whose they are."""
    blocks = [block for page in module.pages for block in page.blocks if isinstance(block, CaseBlock)]
    return tuple(course.branching_cases[name] for name in dict.fromkeys(block.case for block in blocks))


def data_path(case: BranchingCase) -> str:
    """Return where the player finds the tree of *case*."""
    return f"case-{case.id}.json"


def case_files(course: Course, module: Module, fill: Fill) -> tuple[PackageFile, ...]:
    """Return the tree of every case in *module*, and the script that plays them; nothing where there is none."""
    files = [
        PackageFile(data_path(case), _player_case(scenario, case, fill).model_dump_json(by_alias=True).encode())
        for scenario, case in cases_in(course, module)
    ]
    return (PackageFile(SCRIPT, asset("generated/player/blocks/case.js")), *files) if files else ()


def _player_case(scenario: Scenario, case: BranchingCase, fill: Fill) -> PlayerCase:
    return PlayerCase(
        name=fill(scenario.name),
        start=case.start,
        nodes=tuple(
            PlayerCaseNode(
                id=node.id,
                clock=fill(node.clock),
                you_are=fill(node.you_are),
                known=fill(node.known),
                ask=fill(node.ask),
                options=tuple(_player_option(option, fill) for option in node.options),
            )
            for node in case.nodes
        ),
        endings=tuple(
            PlayerCaseEnding(needs=one.needs, lacks=one.lacks, title=fill(one.title), text=fill(one.text))
            for one in case.endings
        ),
        debrief=fill(case.debrief),
    )


def _player_option(option: CaseOption, fill: Fill) -> PlayerCaseOption:
    return PlayerCaseOption(
        text=fill(option.text),
        verdict=option.verdict,
        feedback=fill(option.feedback),
        then=fill(option.then),
        next=None if option.next == END else option.next,
        gives=option.gives,
    )


def givers(case: BranchingCase, marks: Sequence[str]) -> tuple[tuple[tuple[int, str], ...], ...]:
    """Return for each of *marks* what gives it: the number of the step, and the words of the option."""
    return tuple(
        tuple(
            (number, option.text)
            for number, node in enumerate(case.nodes, start=1)
            for option in node.options
            if mark in option.gives
        )
        for mark in marks
    )
