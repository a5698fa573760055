"""Who may ask a server on this machine: windows of its own address, and nobody who comes by way of another site.

A page of any web site can send requests to the loopback address, and by DNS rebinding under a name of its own. It
cannot choose the headers Host, Origin and Sec-Fetch-Site (Fetch Standard, 2.2.2, "forbidden request-header"; Fetch
Metadata Request Headers, 2.3). Nothing here rests on a cookie, which browsers send to every port of a host (RFC 6265,
8.5).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOST = "127.0.0.1"


def origin_of(port: int) -> str:
    """Return the origin of the server at *port* of this machine."""
    return f"http://{HOST}:{port}"


@dataclass(frozen=True)
class Ports:
    """Where the two servers are, and the first step of each one's addresses, which no other program can guess."""

    inspector: int
    lms: int
    token: str
    key: str


def address_of(ports: Ports) -> str:
    """Return the address of the inspector's page. Whoever knows it may use it."""
    return f"{origin_of(ports.inspector)}/{ports.token}/"


class Guard:
    """Stands before an application: refuses whoever may not ask, and adds *headers* to every answer.

    *sites* is where a request may come from, in the words of ``Sec-Fetch-Site``; a person's own typing is ``none``.
    """

    def __init__(self, app: ASGIApp, *, port: int, sites: Sequence[str], headers: Mapping[str, str]) -> None:
        """Take the application and the *port* at which it is served."""
        self._app = app
        self._host = f"{HOST}:{port}"
        self._sites = frozenset(sites)
        self._headers = {
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-DNS-Prefetch-Control": "off",
            **headers,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        reason = self._refusal(Headers(scope=scope))
        app = PlainTextResponse(reason, status_code=403) if reason else self._app
        await app(scope, receive, with_headers)

    def _refusal(self, headers: Headers) -> str:
        if headers.get("host") != self._host:
            return "This is another host."
        if headers.get("origin", f"http://{self._host}") != f"http://{self._host}":
            return "The request comes from another origin."
        if headers.get("sec-fetch-site", "none") not in {"none", "same-origin", *self._sites}:
            return "The request comes from another site."
        return ""
