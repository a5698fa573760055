"""Serves the inspector and the emulated LMS, and reads what changes, until somebody stops it."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import socket
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path
from typing import Literal

import uvicorn
from starlette.types import ASGIApp
from watchfiles import awatch

from builder.preview.course import PreviewedCourse
from builder.preview.guard import HOST
from builder.preview.hub import Hub
from builder.preview.inspector import Inspector, problems_shown
from builder.preview.lms import EmulatedLms, Ports
from builder.preview.subject import Subject

#: Milliseconds. What an editor writes in one go comes as one change; a person waits for the page (0.3 s in all).
_GATHERED, _STEP = 60, 20
#: Seconds after a saved page was shown, in which the browser has it, before the whole course is judged.
_LET_IT_SHOW = 0.5


class _Server(uvicorn.Server):
    """A server that leaves signals alone: there are two of them, and one end."""

    def capture_signals(self) -> _Untouched:  # type: ignore[override]
        """Capture nothing."""
        return _Untouched()


class _Untouched:
    def __enter__(self) -> None:
        """Do nothing."""

    def __exit__(self, *_: object) -> None:
        """Do nothing."""


def listen(port: int) -> socket.socket:
    """Return a socket that listens at *port* of this machine alone, or at a free one for 0. Raises OSError."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":
        # Else a port that was in use a moment ago could not be had again. On Windows it would let two share one.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen()
    except OSError:
        listening.close()
        raise
    return listening


def serve(subject: Subject, *, sockets: tuple[socket.socket, socket.socket], ready: Callable[[str], None]) -> None:
    """Serve *subject* at *sockets*, the inspector's first, until SIGINT or SIGTERM; call *ready* with its address."""
    inspector, lms = (each.getsockname()[1] for each in sockets)
    ports = Ports(inspector, lms, token=secrets.token_urlsafe(24), key=secrets.token_urlsafe(24))
    asyncio.run(_serve(subject, ports, sockets, ready))


async def _serve(
    subject: Subject, ports: Ports, sockets: Iterable[socket.socket], ready: Callable[[str], None]
) -> None:
    loop, stop, hub = asyncio.get_running_loop(), asyncio.Event(), Hub()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
    lms = EmulatedLms(subject, hub, ports)
    inspector = Inspector(subject, lms, hub, ports)
    servers = [_Server(_config(app)) for app in (inspector.application(), lms.application())]
    serving = [asyncio.create_task(server.serve(sockets=[at])) for server, at in zip(servers, sockets, strict=True)]
    watching = asyncio.create_task(_watch(subject, hub, stop)) if isinstance(subject, PreviewedCourse) else None
    ready(inspector.address)
    await stop.wait()
    hub.close()
    for server in servers:
        server.should_exit = True
    await asyncio.gather(*serving, *([watching] if watching else []))


def _config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
        timeout_graceful_shutdown=1,
    )


async def _watch(course: PreviewedCourse, hub: Hub, stop: asyncio.Event) -> None:
    """Read what changes in the folder of *course*: a page at once, and then the whole course, in its own time."""
    judging: asyncio.Task[None] | None = None
    whole = False
    async for files in _changes(course.root, stop):
        is_page = len(files) == 1 and await asyncio.to_thread(course.read_page, next(iter(files)))
        # What was to be read as a whole still is, where a page came in between.
        whole = not is_page or (whole and judging is not None and not judging.done())
        if judging:
            judging.cancel()
        if is_page:
            hub.tell("changed", {"problems": problems_shown(course.problems)})
        wait = _LET_IT_SHOW if is_page else 0
        judging = asyncio.create_task(_judge(course, hub, wait, "changed" if whole else "judged"))


async def _changes(root: Path, stop: asyncio.Event) -> AsyncIterator[set[Path]]:
    """Yield the files in *root* that have changed together; none of them where *root* was gone, and is back."""
    while not stop.is_set():
        async for changes in awatch(
            root, debounce=_GATHERED, step=_STEP, stop_event=stop, ignore_permission_denied=True
        ):
            yield {Path(name) for _, name in changes}
            if not root.exists():
                break
        while not stop.is_set() and not root.exists():
            await asyncio.sleep(_LET_IT_SHOW)
        if not stop.is_set():
            yield set()


async def _judge(course: PreviewedCourse, hub: Hub, wait: float, event: Literal["changed", "judged"]) -> None:
    await asyncio.sleep(wait)
    await asyncio.to_thread(course.read)
    hub.tell(event, {"problems": problems_shown(course.problems)})
