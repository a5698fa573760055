"""Serves the inspector and the emulated LMS until somebody stops it."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from builder.preview.guard import HOST, Ports, address_of
from builder.preview.hub import Hub
from builder.preview.watch import watch

if TYPE_CHECKING:
    # Reading courses takes longer to import than to listen: a browser starts meanwhile.
    from builder.preview.subject import Subject


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


class _Waiting:
    """Answers nobody before ``app`` is there, and then lets it answer those who have waited as well."""

    def __init__(self) -> None:
        self._is_there = asyncio.Event()
        self._app: ASGIApp | None = None

    def opens(self, app: ASGIApp) -> None:
        """Let *app* answer from now on."""
        self._app = app
        self._is_there.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        await self._is_there.wait()
        assert self._app
        await self._app(scope, receive, send)


@dataclass(frozen=True)
class Printed:
    """What the terminal is told: the address, at once, and what is shown, once all its problems are known."""

    address: Callable[[str], None]
    judged: Callable[[Subject], None]


def serve(opening: Callable[[], Subject], *, sockets: tuple[socket.socket, socket.socket], printed: Printed) -> None:
    """Serve at *sockets*, the inspector's first, what *opening* returns, until SIGINT or SIGTERM."""
    inspector, lms = (each.getsockname()[1] for each in sockets)
    ports = Ports(inspector, lms, token=secrets.token_urlsafe(24), key=secrets.token_urlsafe(24))
    asyncio.run(_serve(opening, ports, sockets, printed))


async def _serve(
    opening: Callable[[], Subject], ports: Ports, sockets: Iterable[socket.socket], printed: Printed
) -> None:
    loop, stop, hub = asyncio.get_running_loop(), asyncio.Event(), Hub()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
    rooms = (_Waiting(), _Waiting())
    servers = [_Server(_config(room)) for room in rooms]
    serving = [asyncio.create_task(server.serve(sockets=[at])) for server, at in zip(servers, sockets, strict=True)]
    opened = loop.run_in_executor(None, _opened, opening, hub, ports)
    printed.address(address_of(ports))
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait((opened, stopped), return_when=asyncio.FIRST_COMPLETED)
    showing: asyncio.Task[None] | None = None
    if not stop.is_set():
        subject, *apps = await opened
        for room, app in zip(rooms, apps, strict=True):
            room.opens(app)
        showing = asyncio.create_task(watch(subject, hub, stop, printed.judged))
    await stopped
    hub.close()
    for server in servers:
        server.should_exit = True
    await asyncio.gather(*serving, opened, *([showing] if showing else []))


def _opened(opening: Callable[[], Subject], hub: Hub, ports: Ports) -> tuple[Subject, ASGIApp, ASGIApp]:
    from builder.preview.inspector import Inspector
    from builder.preview.lms import EmulatedLms

    subject = opening()
    lms = EmulatedLms(subject, hub, ports)
    return subject, Inspector(subject, lms, hub, ports).application(), lms.application()


def _config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        # A WebSocket that a package asks for is no news for the terminal: the inspector lists it.
        log_level="error",
        ws="none",
        server_header=False,
        timeout_graceful_shutdown=1,
    )
