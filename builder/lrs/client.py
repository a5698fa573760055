"""Requests to a learning record store that end in time, and answers that are what they seem.

``tincan`` has a client of its own, without time-outs, and one that loses the registration of a State document
(docs/facts.md#what-tincan-for-python-leaves-out); so only its models are used.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException
from ssl import SSLCertVerificationError
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPRedirectHandler, Request, build_opener

from builder.lrs.account import StoreAccount, origin_of
from builder.tracking import load_tracking

#: Bytes: a store that sends more has not understood what it was asked. A page of statements may be large.
MOST_BYTES = 8_000_000


class NoAnswer(Exception):
    """The store did not answer as a store does; the message says what happened, in plain words."""


@dataclass(frozen=True)
class Reply:
    """An answer: its status, its headers, and what it holds."""

    status: int
    headers: Message
    body: bytes


class _StayHere(HTTPRedirectHandler):
    """An answer from another address is none: it would be sent the secret."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """Follow no redirect."""


class Client:
    """Sends requests below an account's endpoint; each ends within *patience* seconds."""

    def __init__(self, account: StoreAccount, *, patience: float) -> None:
        """Take the account, and the seconds after which a request counts as lost."""
        self._account = account
        self._patience = patience
        self._opener = build_opener(_StayHere())

    @property
    def account(self) -> StoreAccount:
        """Where the store is, and the LMS whose pages will use it."""
        return self._account

    def send(
        self,
        method: str,
        resource: str,
        parameters: Mapping[str, str] | None = None,
        *,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Send a request with the account's key and return the answer, whatever its status; raise NoAnswer for none."""
        own = {"Content-Type": "application/json"} if body is not None else {}
        return self._sent(method, resource, parameters or {}, body, self._key() | own | dict(headers or {}))

    def follow(self, more: str) -> Reply:
        """Return the page to which a store's ``more`` leads (xAPI-Data 2.5), with the account's key.

        Raises NoAnswer where it leads to another address: the key is nobody else's business.
        """
        try:
            address = urljoin(self._account.endpoint, more)
        except ValueError as problem:
            raise NoAnswer("where its next page should be stands no address") from problem
        if origin_of(address) != origin_of(self._account.endpoint):
            raise NoAnswer("it sends readers of its next page to another address")
        return self._asked(address, "GET", None, self._key())

    def ask_as_browser(self, origin: str, *, method: str, headers: str) -> Reply:
        """Ask what a browser asks before it lets a page of *origin* send a request: without a key (Fetch, 4.8)."""
        asked = {"Origin": origin, "Access-Control-Request-Method": method, "Access-Control-Request-Headers": headers}
        return self._sent("OPTIONS", "statements", {"statementId": "0"}, None, asked)

    def _key(self) -> dict[str, str]:
        version = load_tracking().xapi.version
        return {"Authorization": self._account.authorization, "X-Experience-API-Version": version}

    def _sent(
        self, method: str, resource: str, parameters: Mapping[str, str], body: bytes | None, headers: Mapping[str, str]
    ) -> Reply:
        address = f"{self._account.endpoint}{resource}"
        return self._asked(f"{address}?{urlencode(parameters)}" if parameters else address, method, body, headers)

    def _asked(self, address: str, method: str, body: bytes | None, headers: Mapping[str, str]) -> Reply:
        request = Request(address, data=body, headers=dict(headers), method=method)
        ends = time.monotonic() + self._patience
        try:
            with self._opener.open(request, timeout=self._patience) as response:
                reply = Reply(response.status, response.headers, _read(response, ends))
        except HTTPError as error:
            with error:
                reply = Reply(error.code, error.headers, _read(error, ends))
        except (OSError, HTTPException) as problem:
            raise NoAnswer(_explained(problem, self._patience)) from problem
        return _judged(reply)


def _read(response: Any, ends: float) -> bytes:
    """Read *response* in pieces: a time-out of a socket begins anew with every byte."""
    read = b""
    while piece := response.read1(65_536):
        read += piece
        if len(read) > MOST_BYTES:
            raise NoAnswer(f"it sent more than {MOST_BYTES:,} bytes")
        if time.monotonic() > ends:
            raise NoAnswer("it did not come to an end with its answer")
    return read


def _judged(reply: Reply) -> Reply:
    """Return *reply*, unless something else than a store answered."""
    if 300 <= reply.status < 400:
        raise NoAnswer(
            f"it redirects (status {reply.status}), which an endpoint does not: is the address the whole one?"
        )
    # Its type alone says nothing: docs/facts.md#stores-answer-in-ways-of-their-own.
    is_page = reply.headers.get_content_type() == "text/html" and reply.body.lstrip().startswith(b"<")
    if is_page and reply.status < 400:
        raise NoAnswer(
            "a web page answered in its place: is the address that of the endpoint, and not of the web site?"
        )
    return reply


def _explained(problem: Exception, patience: float) -> str:
    reason = problem.reason if isinstance(problem, URLError) else problem
    if isinstance(reason, TimeoutError):
        return f"it did not answer within {patience:g} seconds"
    if isinstance(reason, SSLCertVerificationError):
        return f"its certificate is not trusted: {reason.verify_message}"
    if isinstance(reason, ConnectionRefusedError):
        return "nothing listens at this address"
    return f"it cannot be reached: {reason or type(problem).__name__}"
