"""Notices what is saved in the folder of a course, has it read, and tells the inspector's page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from watchfiles import awatch

from builder.preview.hub import Hub

if TYPE_CHECKING:
    # Reading courses takes longer to import than to listen: a browser starts meanwhile.
    from builder.preview.course import PreviewedCourse
    from builder.preview.subject import Subject

#: Milliseconds. What an editor writes in one go comes as one change; a person waits for the page (0.3 s in all).
_GATHERED, _STEP = 60, 10
#: Milliseconds after which the folder itself is looked at, where nothing in it changes.
_LOOKED_AT = 1_000
#: Seconds after a saved page was shown, in which the browser has it, before the whole course is judged.
_LET_IT_SHOW = 0.5


async def watch(subject: Subject, hub: Hub, stop: asyncio.Event, judged: Callable[[Subject], None]) -> None:
    """Hand *subject* to *judged* once its problems are known; tell *hub* what is saved in a course, until *stop*."""
    from builder.preview.course import PreviewedCourse

    if not isinstance(subject, PreviewedCourse):
        judged(subject)
        return
    await _watch(subject, hub, stop, judged)


async def _watch(course: PreviewedCourse, hub: Hub, stop: asyncio.Event, judged: Callable[[Subject], None]) -> None:
    """Read what changes in the folder of *course*: a page at once, and then the whole course, in its own time."""
    judging = asyncio.create_task(_judge_first(course, hub, judged))
    whole = False
    async for files in changes_in(course.root, stop):
        is_page = len(files) == 1 and await asyncio.to_thread(course.read_page, next(iter(files)))
        # What was to be read as a whole still is, where a page came in between.
        whole = not is_page or (whole and not judging.done())
        judging.cancel()
        if is_page:
            _tell(course, hub, "saved")
        wait = _LET_IT_SHOW if is_page else 0
        judging = asyncio.create_task(_judge(course, hub, wait, "changed" if whole else "judged"))


async def changes_in(root: Path, stop: asyncio.Event) -> AsyncGenerator[set[Path]]:
    """Yield the files in *root* that have changed together; none of them where another folder stands in its place."""
    is_another = False
    while not stop.is_set():
        watched = _identity(root)
        with suppress(FileNotFoundError):  # It may go before it is watched.
            async for changes in awatch(
                root,
                debounce=_GATHERED,
                step=_STEP,
                stop_event=stop,
                rust_timeout=_LOOKED_AT,
                yield_on_timeout=True,
                ignore_permission_denied=True,
            ):
                if is_another or changes:
                    yield set() if is_another else {Path(name) for _, name in changes}
                is_another = False
                # A folder that is put in the place of the one that is watched would never be heard of.
                if _identity(root) != watched:
                    break
        is_another = True
        while not stop.is_set() and not root.exists():
            await asyncio.sleep(_LET_IT_SHOW)


def _identity(folder: Path) -> tuple[int, int] | None:
    """Return what tells the *folder* of this moment from one that has its name later; None while there is none."""
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


async def _judge_first(course: PreviewedCourse, hub: Hub, judged: Callable[[Subject], None]) -> None:
    """Judge a course of which the files alone were read."""
    await _judge(course, hub, 0, "judged")
    judged(course)


async def _judge(course: PreviewedCourse, hub: Hub, wait: float, event: Literal["changed", "judged"]) -> None:
    await asyncio.sleep(wait)
    await asyncio.to_thread(course.read)
    _tell(course, hub, event)


def _tell(course: PreviewedCourse, hub: Hub, event: Literal["saved", "changed", "judged"]) -> None:
    from builder.preview.inspector import problems_shown

    hub.tell(event, problems_shown(course))
