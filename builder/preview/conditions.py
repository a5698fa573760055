"""In what condition the stores and the server of the emulated LMS are: well, or in some trouble of ``faults.json``."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from builder.preview.cmi5_lms import Cmi5Lms
from builder.preview.launches import Launchable
from builder.preview.lrs import Lrs
from builder.render.templates import asset

Condition = Literal[
    "well",
    "broken",
    "ended",
    "faster",
    "lost answer",
    "mastery",
    "no files",
    "no unload",
    "old libraries",
    "slow line",
    "strict policy",
]
#: Seconds that a slow line takes for the first byte of a file, and bytes a second from there on.
_LATENCY, _SPEED = 0.4, 200_000
#: What an LMS may add to every file. A second policy only takes away (CSP Level 3, 7.1).
_ADDED: Mapping[Condition, Mapping[str, str]] = {
    "no unload": {"Permissions-Policy": "unload=()"},
    "strict policy": {"Content-Security-Policy": "script-src 'self'; style-src 'self'"},
}
#: What makes a difference to pages alone.
_IN_PAGES: Sequence[Condition] = ("no unload", "old libraries", "strict policy")


@dataclass
class Stores:
    """What packages that speak to a store have told it: one store, and an LMS for each learner and unit of cmi5."""

    lrs: Lrs = field(default_factory=Lrs)
    cmi5: list[Cmi5Lms] = field(default_factory=list)
    #: What the launch data of cmi5 say otherwise.
    launch_data: Mapping[str, object] = field(default_factory=dict)

    def condition(self, condition: Condition) -> None:
        """Let every store be in a *condition*, or well again."""
        for lms in self.cmi5 if condition == "ended" else ():
            lms.sessions[-1].is_abandoned = True
        self.launch_data = {"masteryScore": 1.0} if condition == "mastery" else {}
        for store in (self.lrs, *(lms.lrs for lms in self.cmi5)):
            store.failing = 503 if condition == "broken" else None
            store.lost_answers = 1 if condition == "lost answer" else 0
            # The same words, and another ETag: somebody else has saved since.
            for key, document in store.documents.items() if condition == "faster" else ():
                store.documents[key] = document + b" "

    def cmi5_of(self, actor: dict[str, Any], launch: Launchable) -> int:
        """Return the number of the LMS in which *actor* takes the unit; it is made when it is first asked for."""
        for number, lms in enumerate(self.cmi5):
            if (lms.actor, lms.activity) == (actor, launch.activity):
                return number
        # cmi5 9.6.1 wants a UUID; this one says by its last digits which it is.
        registration = f"00000000-0000-4000-8000-{len(self.cmi5):012d}"
        publisher = f"https://lms.example.org/units/{len(self.cmi5)}"
        self.cmi5.append(Cmi5Lms(actor, registration, launch.activity, publisher))
        return len(self.cmi5) - 1


@dataclass
class FileServer:
    """What gives out the files of packages."""

    condition: Condition = "well"

    @property
    def added(self) -> Mapping[str, str]:
        """The headers that it adds to every file."""
        return _ADDED.get(self.condition, {})

    def has(self, path: str, launched: str) -> bool:
        """Say whether it gives out *path* of a package of which *launched* is opened."""
        return self.condition != "no files" or path == launched

    def troubles(self, path: str, launched: str) -> bool:
        """Say whether its condition makes a difference to *path* of a package of which *launched* is opened."""
        is_page = path.endswith((".html", ".htm"))
        return (
            self.condition == "slow line" or not self.has(path, launched) or (is_page and self.condition in _IN_PAGES)
        )

    async def sent(self, path: str, content: bytes) -> bytes:
        """Return what is sent of the file *path*, when it is."""
        if self.condition == "slow line":
            await asyncio.sleep(_LATENCY + len(content) / _SPEED)
        if self.condition == "old libraries" and path.endswith((".html", ".htm")):
            script = b"<script>%s</script>" % asset("preview/old_libraries.js")
            return content.replace(b"<head>", b"<head>" + script, 1)
        return content
