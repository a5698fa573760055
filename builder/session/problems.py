"""Problems that show only when a session is laid out."""

from __future__ import annotations

from builder.diagnostics import Diagnostic, Location, error


def session_too_long(where: Location, what: str) -> Diagnostic:
    """A slide or a paper of a led session has more words than fit on it.

    Why: in smaller letters nobody at the back of a room could read it.

    Example: a slide with nine long `points:`.

    Instead: say less on it, or make two slides of one. From a handout, take a contact or a word out.
    """
    return error("session-too-long", where, what, "say less on it, or make two of it")
