"""The builder's keys of ``scorm_templates/words/en.json``. Written by tools/generate.py."""

from __future__ import annotations

from typing import Literal

WordKey = Literal[
    "shell.skip",
    "shell.contents",
    "shell.nothing-recorded",
    "page.caption",
]
