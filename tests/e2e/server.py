"""One loopback server for the browser tests: packages as an LMS would serve them, an LMS's records, and an LRS.

A package is served from its zip, so that what is played is what would be uploaded.
"""

from __future__ import annotations

import json
import mimetypes
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from builder.preview.cmi5_lms import Cmi5Lms
from builder.preview.lrs import Lrs, StoreAnswer
from tests.bundled import bundled
from tests.e2e.records import Record, Record2004
from tools.serving import serving

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


@dataclass
class World:
    """Everything that the server knows. Tests look into it."""

    packages: dict[str, zipfile.ZipFile] = field(default_factory=dict)
    records: dict[tuple[str, str], Record] = field(default_factory=dict)
    lrs: Lrs = field(default_factory=Lrs)
    #: The LMS of each cmi5 package that is launched, by the package's name.
    cmi5: dict[str, Cmi5Lms] = field(default_factory=dict)
    #: The origin from which a browser may read what the LRS answers, besides its own (CORS).
    allowed_origin: str | None = None
    requests: list[str] = field(default_factory=list)
    #: Seconds that a record store takes for each answer, preflights included: a slow line, or a busy store.
    delay: float = 0
    #: What commits get: 200, or an error status while a test says so.
    commit_status: int = 200

    def record(self, learner: str, package: str) -> Record:
        """Return the record of *learner* for *package*, made when it is first asked for."""
        kind = Record2004 if "scorm2004" in package else Record
        return self.records.setdefault((learner, package), kind())


class Handler(BaseHTTPRequestHandler):
    """Routes by the first part of the path."""

    protocol_version = "HTTP/1.1"
    world: World

    def do_GET(self) -> None:
        """Answer a GET."""
        self._route()

    do_POST = do_PUT = do_DELETE = do_OPTIONS = do_GET

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent; the tests read ``world.requests``."""

    def _route(self) -> None:
        address = urlsplit(self.path)
        path, query = unquote(address.path), {k: v[0] for k, v in parse_qs(address.query).items()}
        self.world.requests.append(f"{self.command} {path}")
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        area, _, rest = path.lstrip("/").partition("/")
        if area in ("lrs", "cmi5") and self.world.delay:
            threading.Event().wait(self.world.delay)
        match area:
            case "package":
                name, _, inner = rest.partition("/")
                self._file_of_package(name, inner)
            case "lms" if rest == "launch.js":
                self._send(200, bundled(HERE / "lms" / "launch.ts"), "text/javascript")
            case "lms":
                self._send_file(HERE / "lms" / rest)
            case "vendor":
                self._send_file(ROOT / "node_modules" / rest)
            case "record":
                self._record(query, body)
            case "lrs" | "cmi5" if self.command == "OPTIONS":
                self._answer((204, {}, b""))
            case "lrs":
                self._answer(self.world.lrs.answer(self.command, rest, query, dict(self.headers), body))
            case "cmi5":
                name, kind, inner = rest.split("/", 2)
                lms = self.world.cmi5[name]
                answer = lms.fetch(inner, self.command) if kind == "fetch" else None
                self._answer(answer or lms.answer(self.command, inner, query, dict(self.headers), body))
            case _:
                self._send(404, b"", "text/plain")

    def _answer(self, answer: StoreAnswer) -> None:
        """Send what an LRS answers; a page of another origin may read it where it is allowed to."""
        status, headers, body = answer
        origin = self.world.allowed_origin
        if origin is not None:
            headers = headers | {
                "Access-Control-Allow-Origin": origin,
                "Access-Control-Allow-Methods": "GET, PUT, POST",
                "Access-Control-Allow-Headers": "authorization, content-type, if-match, x-experience-api-version",
                "Access-Control-Expose-Headers": "ETag",
            }
        self._send(status, body, headers.pop("Content-Type", "application/json"), headers)

    def _record(self, query: dict[str, str], body: bytes) -> None:
        record = self.world.record(query["learner"], query["package"])
        if self.command == "GET":
            held = {"launch": record.launch(query["learner"]), "values": record.values}
            self._send(200, json.dumps(held).encode(), "application/json")
        elif self.world.commit_status != 200:
            self._send(self.world.commit_status, b"", "text/plain")
        else:
            sent = json.loads(body)
            record.store(sent["values"], sent["finished"])
            self._send(200, b"{}", "application/json")

    def _file_of_package(self, name: str, inner: str) -> None:
        package = self.world.packages.get(name)
        if package is None or inner not in package.namelist():
            self._send(404, b"", "text/plain")
        else:
            self._send(200, package.read(inner), mimetypes.guess_type(inner)[0] or "application/octet-stream")

    def _send_file(self, file: Path) -> None:
        if file.is_file():
            self._send(200, file.read_bytes(), mimetypes.guess_type(file.name)[0] or "application/octet-stream")
        else:
            self._send(404, b"", "text/plain")

    def _send(self, status: int, body: bytes, kind: str, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def opened(packages: Mapping[str, Path]) -> Iterator[World]:
    """Yield a server's memory with every one of *packages* in it, and nobody's records."""
    with ExitStack() as files:
        yield World(packages={name: files.enter_context(zipfile.ZipFile(path)) for name, path in packages.items()})


@contextmanager
def serve(world: World) -> Iterator[str]:
    """Serve *world* on a free loopback port; yield its address."""
    with serving(type("BoundHandler", (Handler,), {"world": world})) as address:
        yield address
