"""The LMS's server of the browser tests: it serves the package from its zip, keeps accounts, and fails as servers fail.

Everything it does wrong is a switch in ``World``; tests flip it in the middle of a run.
"""

from __future__ import annotations

import json
import mimetypes
import socket
import struct
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from threading import Event
from typing import Any, Literal
from urllib.parse import parse_qs, unquote, urlsplit

from tools.serving import serving

#: gone: connections are reset. broken: 500. shut: 403. missing: 404. busy: 429. login: every address leads to the login
#: page. Seconds: it is slow.
Condition = Literal["well", "gone", "broken", "shut", "missing", "login", "busy"] | float

#: A page of an LMS, around what is opened in it.
FRAMING = (
    "<!doctype html><title>{}</title><link rel=icon href=data:,>"
    "<style>body {{ margin: 0 }} iframe {{ display: block; width: 100%; height: 100vh; border: 0 }}</style><body>{}"
)
LOGIN = b"<!doctype html><title>Log in</title><form><input name=password></form>"
#: Seconds after which the server gives up on a test that never lets it go on.
MOST_HELD_BACK = 60
STATUS = {"broken": 500, "shut": 403, "missing": 404, "busy": 429}


@dataclass
class Account:
    """What the server keeps for one learner."""

    values: dict[str, str] = field(default_factory=dict)
    total_seconds: float = 0
    commits: list[float] = field(default_factory=list)
    finishes: int = 0
    #: Every status that it ever held, in order.
    statuses: list[str] = field(default_factory=list)


@dataclass
class World:
    """Everything that the server knows, and what is wrong with it."""

    package: zipfile.ZipFile
    #: The programs of the LMS's page.
    lms: bytes
    accounts: dict[str, Account] = field(default_factory=dict)
    #: By area ("post", "probe", a file's name), and for what is not named under "all".
    conditions: dict[str, Condition] = field(default_factory=dict)
    #: Headers that the LMS adds to its own page and to the course's files, and changes to the latter.
    lms_headers: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    replaced: dict[str, bytes] = field(default_factory=dict)
    #: By file, the bytes before which it stops until ``goes_on`` is set, as on a slow line.
    stops_before: dict[str, bytes] = field(default_factory=dict)
    goes_on: Event = field(default_factory=Event)
    #: Counts logins: run-times of an earlier one are strangers.
    login: int = 0
    requests: list[str] = field(default_factory=list)
    #: Everything that was posted.
    bodies: list[str] = field(default_factory=list)
    address: str = ""

    def account(self, learner: str = "tess") -> Account:
        """Return the account of *learner*."""
        return self.accounts.setdefault(learner, Account())

    def condition(self, area: str) -> Condition:
        """Return in what condition the server is for *area*."""
        return self.conditions.get(area, self.conditions.get("all", "well"))

    def is_now(self, condition: Condition, *areas: str) -> None:
        """Let the server be in *condition*: for everything, or for *areas* alone."""
        self.conditions = {area: condition for area in areas or ("all",)}


class Handler(BaseHTTPRequestHandler):
    """Routes by the first part of the path."""

    protocol_version = "HTTP/1.1"
    world: World

    def do_GET(self) -> None:
        """Answer a request."""
        address = urlsplit(self.path)
        path, query = (
            unquote(address.path),
            {key: values[0] for key, values in parse_qs(address.query, keep_blank_values=True).items()},
        )
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.world.requests.append(f"{self.command} {path}")
        with suppress(BrokenPipeError, ConnectionResetError):
            self._answer(path, query, body)

    do_POST = do_GET

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent; tests read ``world.requests``."""

    def _answer(self, path: str, query: dict[str, str], body: bytes) -> None:
        area, _, rest = path.lstrip("/").partition("/")
        match area:
            case "account" if self.command == "GET":
                account = self.world.account(query["learner"])
                self._send(200, {"values": account.values, "totalSeconds": account.total_seconds})
            case "account":
                self.world.bodies.append(body.decode())
                if self._is_well("post") and not self._is_stranger(query):
                    self._keep(self.world.account(query["learner"]), json.loads(body))
                    self._send(200, b"true")
            case "course":
                name = "probe" if rest == "probe.txt" else rest
                if self._is_well(name):
                    self._send_file(rest)
            case "lms":
                page = FRAMING.format("LMS", "<script src=/lms.js></script>").encode()
                self._send(200, page, kind="text/html", headers=self.world.lms_headers)
            case "lms.js":
                self._send(200, self.world.lms, kind="text/javascript")
            case "relay":
                self._send(200, self._relay(query), kind="text/html")
            case _:
                self._send(404, b"")

    def _is_well(self, area: str) -> bool:
        """Say whether the request may be answered as usual; if not, answer it as unusually as it should be."""
        condition = self.world.condition(area)
        if isinstance(condition, float):
            time.sleep(condition)
        elif condition == "gone":
            # A reset, not an orderly end: SO_LINGER with a time of zero.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
            return False
        elif condition == "login":
            self._send(200, LOGIN, kind="text/html")
            return False
        elif condition in STATUS:
            self._send(STATUS[condition], b"", headers={"Retry-After": "5"} if condition == "busy" else {})
            return False
        return True

    def _is_stranger(self, query: dict[str, str]) -> bool:
        if int(query["login"]) == self.world.login:
            return False
        self._send(200, LOGIN, kind="text/html")
        return True

    def _keep(self, account: Account, change: dict[str, Any]) -> None:
        account.values |= change["values"]
        status = account.values.get("cmi.core.lesson_status", "not attempted")
        if account.statuses[-1:] != [status]:
            account.statuses.append(status)
        account.total_seconds = change.get("totalSeconds", account.total_seconds)
        if change["finished"]:
            account.finishes += 1
        else:
            account.commits.append(time.monotonic())

    def _relay(self, query: dict[str, str]) -> bytes:
        """Return a page that frames another: the LMSs' way to put some depth between the API and the course."""
        depth = int(query.get("depth", "0"))
        inner = f"/relay?depth={depth - 1}" if depth else "/course/index.html"
        inner = query.get("inner", inner)
        return FRAMING.format("Relay", f'<iframe src="{inner}" title="Course"></iframe>').encode()

    def _send_file(self, name: str) -> None:
        if name in self.world.replaced:
            data = self.world.replaced[name]
        elif name in self.world.package.namelist():
            data = self.world.package.read(name)
        else:
            self._send(404, b"")
            return
        kind = mimetypes.guess_type(name)[0] or "text/plain"
        self._send(200, data, kind=kind, headers=self.world.headers, name=name)

    def _send(
        self,
        status: int,
        body: bytes | dict[str, Any],
        *,
        kind: str = "text/plain",
        headers: dict[str, str] | None = None,
        name: str = "",
    ) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        stop = self.world.stops_before.get(name)
        at_once = data.index(stop) if stop else len(data)
        self.wfile.write(data[:at_once])
        if stop and self.world.goes_on.wait(MOST_HELD_BACK):
            self.wfile.write(data[at_once:])


@contextmanager
def serve(world: World) -> Iterator[World]:
    """Serve *world* on a free loopback port."""
    with serving(type("BoundHandler", (Handler,), {"world": world})) as world.address:
        yield world
