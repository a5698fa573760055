"""Serves over loopback as an LMS would: one package, plain or compressed; or whatever a handler of its own answers."""

from __future__ import annotations

import gzip
import mimetypes
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

Encoding = Literal["identity", "gzip"]


class Handler(BaseHTTPRequestHandler):
    """Answers with the files of one package."""

    protocol_version = "HTTP/1.1"
    files: dict[str, bytes]
    encoding: Encoding

    def do_GET(self) -> None:
        """Answer with the file that is asked for."""
        name = unquote(urlsplit(self.path).path).lstrip("/")
        body = self.files.get(name)
        self.send_response(404 if body is None else 200)
        body = body or b""
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        if self.encoding == "gzip" and not kind.startswith(("image/png", "image/jpeg", "application/pdf")):
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent: what is served is no news."""


class Server(ThreadingHTTPServer):
    """Answers several at a time; a browser that goes in the middle of something is no news."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print what went wrong in answering, unless the other side is gone."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Let *handler* answer on a free loopback port; yield the address, which ends without a slash."""
    server = Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def serve_package(package: Path, encoding: Encoding = "identity") -> Iterator[str]:
    """Serve the files of *package* on a free loopback port; yield the address, which ends without a slash."""
    with zipfile.ZipFile(package) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    with serving(type("Bound", (Handler,), {"files": files, "encoding": encoding})) as address:
        yield address
