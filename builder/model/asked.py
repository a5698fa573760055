"""What a story asks on a page, by the names under which saved state files it."""

from collections.abc import Iterable, Iterator, Mapping
from string import ascii_lowercase

from builder.model.blocks.block import Block
from builder.model.blocks.story import CaseBlock, DecisionBlock
from builder.model.cases import BranchingCase
from builder.model.numbers import Name
from builder.model.shared import Decision, Scenario


def asked_in(
    blocks: Iterable[Block],
    decisions: Mapping[str, tuple[Scenario, Decision]],
    cases: Mapping[str, tuple[Scenario, BranchingCase]],
) -> Iterator[Name]:
    """Yield the name of each decision point and branching case among *blocks* that is there, without the module's id.

    It holds how the options stand: an answer is never read against options in another order.
    """
    for block in blocks:
        if isinstance(block, DecisionBlock) and block.decision in decisions:
            _, decision = decisions[block.decision]
            yield decision.id, *ascii_lowercase[: len(decision.options)]
        elif isinstance(block, CaseBlock) and block.case in cases:
            yield cases[block.case][1].shape
