"""Writes the start of a course, or of a part of one: it builds at once, and says itself what belongs where."""

from __future__ import annotations

from builder.new.editor import new_editor
from builder.new.start import CannotStart, new_course
from builder.new.within import new_module, new_page, new_question, new_scenario

__all__ = ["CannotStart", "new_course", "new_editor", "new_module", "new_page", "new_question", "new_scenario"]
