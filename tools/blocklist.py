"""Makes entries of ``names: blocked:`` in ``lint.yaml``: ``python -m tools.blocklist < names.txt``, a name on a line.

The names themselves stay out of the repository (see ``builder.house.blocklist``).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from builder.house.blocklist import entry_of


def entries(lines: Iterable[str]) -> str:
    """Return the entries of the names in *lines*, sorted, so that their order says nothing."""
    return "\n".join(sorted({entry_of(line) for line in lines if any(map(str.isalpha, line))}))


if __name__ == "__main__":
    print(entries(sys.stdin))
