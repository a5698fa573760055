"""Events on their way to whoever watches in the inspector, as server-sent events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

#: More than this waits for nobody: a window that does not listen any more is told nothing.
_MOST_WAITING = 10_000


class Hub:
    """Passes events on to every window that listens. All its methods belong to the thread of the event loop."""

    def __init__(self) -> None:
        """Start with nobody listening."""
        self._listening: set[asyncio.Queue[str | None]] = set()

    def tell(self, what: str, about: Mapping[str, Any] | None = None) -> None:
        """Tell everybody that *what* has happened, with all that there is to say *about* it."""
        for queue in tuple(self._listening):
            if queue.qsize() < _MOST_WAITING:
                queue.put_nowait(f"event: {what}\ndata: {json.dumps(about or {})}\n\n")

    async def events(self) -> AsyncIterator[str]:
        """Yield events as they come, until ``close``."""
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._listening.add(queue)
        try:
            # The first words, so that the window knows at once that it is heard.
            yield ": listening\n\n"
            while (event := await queue.get()) is not None:
                yield event
        finally:
            self._listening.discard(queue)

    def close(self) -> None:
        """End every ``events``."""
        for queue in self._listening:
            queue.put_nowait(None)
