"""Writes ``docs/rules.md`` from the documentation that stands with each rule: ``python -m tools.rules``."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from builder.rules import Rule, rules

TARGET = Path(__file__).resolve().parents[1] / "docs" / "rules.md"
_HEAD = """\
# Rules

Every problem that coursepack can report, with its code. `coursepack explain CODE` shows the same text.

An error stops the build. A warning does not; look at it, and mend it or leave it. This page is made from the rules
themselves by `python -m tools.rules`.
"""


def rules_page() -> str:
    """Return ``docs/rules.md`` as it should be."""
    parts = [_HEAD]
    for section, found in groupby(rules().values(), key=lambda rule: rule.section):
        parts.append(f"## {section}\n")
        parts += [_entry(rule) for rule in found]
    return "\n".join(parts)


def _entry(rule: Rule) -> str:
    words = ("Why", "Example", "Instead")
    text = rule.text
    for word in words:
        text = text.replace(f"\n\n{word}:", f"\n\n**{word}:**")
    return f"### {rule.code}\n\n{text}\n"


if __name__ == "__main__":
    TARGET.write_text(rules_page(), encoding="utf-8", newline="\n")
