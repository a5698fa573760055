"""Writes the start of a course, or of a part of one: it builds at once, and says itself what belongs where."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from builder.new.editor import new_editor
    from builder.new.start import CannotStart, new_course
    from builder.new.within import new_module, new_page, new_question, new_scenario

__all__ = ["CannotStart", "new_course", "new_editor", "new_module", "new_page", "new_question", "new_scenario"]
#: Where each of them stands. They bring the whole model with them, which every ``--help`` would wait for.
_PARTS = ("builder.new.editor", "builder.new.start", "builder.new.within")


def __getattr__(name: str) -> Any:
    """Return one of ``__all__`` once it is asked for. Raises AttributeError for all else."""
    if name not in __all__:
        raise AttributeError(name)
    parts = (vars(import_module(part)) for part in _PARTS)
    return next(part[name] for part in parts if name in part)
