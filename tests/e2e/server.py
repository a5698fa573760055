"""One loopback server for the browser tests: packages as an LMS would serve them, an LMS's records, and an LRS.

A package is served from its zip, so that what is played is what would be uploaded.
"""

from __future__ import annotations

import json
import mimetypes
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.e2e.lrs import Lrs

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
TRACKING = json.loads((ROOT / "scorm_templates" / "tracking.json").read_text(encoding="utf-8"))


def seconds_of(timespan: str) -> float:
    """Return a CMITimespan in seconds."""
    hours, minutes, seconds = timespan.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def timespan_of(seconds: float) -> str:
    """Return *seconds* as a CMITimespan."""
    whole, hundredths = divmod(round(seconds * 100), 100)
    return f"{whole // 3600:04d}:{whole // 60 % 60:02d}:{whole % 60:02d}.{hundredths:02d}"


@dataclass
class Record:
    """What the LMS holds for one learner and one package."""

    values: dict[str, str] = field(default_factory=dict)
    total_seconds: float = 0
    commits: int = 0
    finishes: int = 0

    def launch(self, learner: str) -> dict[str, str]:
        """Return what the run-time starts with: what was stored, and what only an LMS may set."""
        kept = {k: v for k, v in self.values.items() if k not in ("cmi.core.exit", "cmi.core.session_time")}
        resumes = self.values.get("cmi.core.exit") == "suspend"
        first = not self.values
        return kept | {
            "cmi.core.student_id": learner,
            "cmi.core.student_name": "Ó Néill, Sam",
            "cmi.core.credit": "credit",
            "cmi.core.lesson_mode": "normal",
            "cmi.core.entry": "ab-initio" if first else "resume" if resumes else "",
            "cmi.core.total_time": timespan_of(self.total_seconds),
        }

    def store(self, values: dict[str, str], finished: bool) -> None:  # noqa: FBT001 - it is a fact of the request
        """Keep a commit. Like Moodle, count the session's time at Finish only."""
        self.values = values
        self.commits += 1
        if finished:
            self.finishes += 1
            self.total_seconds += seconds_of(self.values.pop("cmi.core.session_time", "0000:00:00"))


@dataclass
class World:
    """Everything that the server knows. Tests look into it."""

    packages: dict[str, zipfile.ZipFile] = field(default_factory=dict)
    records: dict[tuple[str, str], Record] = field(default_factory=dict)
    lrs: Lrs = field(default_factory=Lrs)
    requests: list[str] = field(default_factory=list)
    #: What commits get: 200, or an error status while a test says so.
    commit_status: int = 200

    def record(self, learner: str, package: str) -> Record:
        """Return the record of *learner* for *package*, made when it is first asked for."""
        return self.records.setdefault((learner, package), Record())


class Handler(BaseHTTPRequestHandler):
    """Routes by the first part of the path."""

    protocol_version = "HTTP/1.1"
    world: World

    def do_GET(self) -> None:
        """Answer a GET."""
        self._route()

    do_POST = do_PUT = do_DELETE = do_GET

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent; the tests read ``world.requests``."""

    def _route(self) -> None:
        address = urlsplit(self.path)
        path, query = unquote(address.path), {k: v[0] for k, v in parse_qs(address.query).items()}
        self.world.requests.append(f"{self.command} {path}")
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        area, _, rest = path.lstrip("/").partition("/")
        match area:
            case "package":
                name, _, inner = rest.partition("/")
                self._file_of_package(name, inner)
            case "lms":
                self._send_file(HERE / "lms" / rest)
            case "vendor":
                self._send_file(ROOT / "node_modules" / rest)
            case "facts":
                self._send(200, json.dumps(TRACKING[rest]).encode(), "application/json")
            case "record":
                self._record(query, body)
            case "lrs":
                status, headers, answer = self.world.lrs.answer(self.command, rest, query, dict(self.headers), body)
                self._send(status, answer, "application/json", headers)
            case _:
                self._send(404, b"", "text/plain")

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
def serve(world: World) -> Iterator[str]:
    """Serve *world* on a free loopback port; yield its address."""
    handler = type("BoundHandler", (Handler,), {"world": world})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
