"""Whether a text has to be read as Markdown to be judged: most texts need not, and reading takes 50 times as long."""

from __future__ import annotations

import re
from itertools import pairwise

from builder.source.dialects import may_have_signs
from builder.source.pasted import may_be_lost, may_be_pasted

#: What every heading has in it that may not stand, all code, every name of an address, and a list that begins late.
_FORMED = re.compile(
    r"(?:^|[ >])#(?!##? )|^[ >]*(?:=+|-+)[ \t]*$|^ {4}|\t|```|~~~|^ {0,3}\[[^\]\n]{1,999}\]:|^[ >]*\d{3,9}[.)] ",
    re.MULTILINE,
)
_NUMBER = re.compile(r"^[ >]*(\d{1,9})[.)] ", re.MULTILINE)
#: A line that begins as an item of a list does not quite.
ODD_START = re.compile(r"^(?:-(?=[^\W\d])|[\u2013\u2014][ \t\u00a0])", re.MULTILINE)


def needs_a_look(text: str) -> bool:
    """Say whether *text* may hold anything, links and HTML aside, that may not stand in Markdown."""
    numbers = [int(number) for number in _NUMBER.findall(text)]
    miscounted = numbers[:1] > [1] or any(after != before + 1 for before, after in pairwise(numbers))
    is_formed = miscounted or _FORMED.search(text) or ODD_START.search(text)
    if is_formed or ("\n" in text and may_be_pasted(text)) or "\\" in text or ("*" in text and may_be_lost(text)):
        return True
    return may_have_signs(text)
