"""The port of the emulated LMS: its page, the package, and the stores that packages speak to. Nothing else is on it.

A package may do here what it could do in an LMS, and no more: the policy lets it load and ask nothing that is not on
this port, and what it tried is told to the inspector.
"""

from __future__ import annotations

import asyncio
import json
import mimetypes
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from builder.formats.statements import STATEMENTS
from builder.preview.cmi5_lms import Cmi5Lms
from builder.preview.conditions import Condition, FileServer, Stores
from builder.preview.guard import Guard, Ports, origin_of
from builder.preview.hub import Hub
from builder.preview.learners import Learner
from builder.preview.lrs import CREDENTIALS, Lrs, StoreAnswer, document_key
from builder.preview.promises import Promises, misread
from builder.preview.subject import Shown, Subject, Unshowable
from builder.render.templates import asset
from builder.tracking import load_tracking

#: Everything from this port and nothing from elsewhere. What packages of other tools do in their own pages is theirs.
_POLICY = (
    "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self' {inspector}; report-uri /{key}/blocked"
)
_AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
#: One range, from a byte on or the last so many of them.
_RANGE = re.compile(r"bytes=(?=\d*-\d*\d|\d)(\d{0,12})-(\d{0,12})")
#: A report says which address was blocked. More than this is none.
_LONGEST_REPORT = 20_000


#: Seconds that a slow server takes for a commit.
_SLOW = 3


_OF_STORES = {"Content-Type": "application/json", "X-Experience-API-Version": "1.0.3"}
_Item = TypeVar("_Item")


class EmulatedLms:
    """Serves the LMS's page, the packages of *subject*, and *stores*."""

    def __init__(self, subject: Subject, hub: Hub, ports: Ports) -> None:
        """Take what is served, and where."""
        self.subject = subject
        self.hub = hub
        self._ports = ports
        self._base = f"/{ports.key}"
        #: Of what was launched last.
        self._promises: Promises | None = None
        self.stores = Stores()
        self.file_server = FileServer()
        #: The file that was launched last.
        self._launched = ""

    def application(self) -> ASGIApp:
        """Return what the port answers."""
        routes = [
            Route("/lms.html", self._page),
            Route("/lms.js", self._script),
            Route("/axe.js", self._axe),
            Route("/package/{part}/{fmt}/{path:path}", self._file),
            Route("/commit", self._commit, methods=["POST"]),
            Route("/blocked", self._blocked, methods=["POST"]),
            Route("/lrs/{path:path}", self._lrs, methods=["GET", "PUT", "POST", "DELETE"]),
            Route("/cmi5/{number}/lrs/{path:path}", self._cmi5, methods=["GET", "PUT", "POST", "DELETE"]),
            Route("/cmi5/{number}/fetch/{session}", self._token, methods=["GET", "POST"]),
        ]
        policy = _POLICY.format(inspector=origin_of(self._ports.inspector), key=self._ports.key)
        return Guard(
            Starlette(routes=[Mount(self._base, routes=routes)], exception_handlers={404: self._nothing}),
            port=self._ports.lms,
            # The inspector's port is another origin of the same site, and opens the LMS's page.
            sites=["same-site"],
            headers={"Content-Security-Policy": policy, "Cross-Origin-Resource-Policy": "same-origin"},
        )

    def condition(self, condition: Condition) -> None:
        """Let the stores and what gives out files be in a *condition*, or well again."""
        self.stores.condition(condition)
        self.file_server.condition = condition

    def address_of(self, part: str, fmt: str, shown: Shown, who: Learner) -> str:
        """Return the address with which *shown* is opened for a learner, as an LMS of its format would."""
        launch, actor = shown.launch, who.actor
        self._launched = launch.href.partition("?")[0].partition("#")[0]
        address = f"{self._base}/package/{quote(part)}/{fmt}/{launch.href}"
        query: dict[str, str] = {}
        here = origin_of(self._ports.lms) + self._base
        self._promises = None
        with suppress(LookupError, TypeError, ValueError):  # a package of another tool promises nothing
            self._promises = Promises(json.loads(shown.bytes_of(STATEMENTS))["statements"])
        if fmt == "xapi":
            query = {"endpoint": f"{here}/lrs/", "auth": CREDENTIALS, "actor": json.dumps(actor)}
            query |= {"activity_id": launch.activity} if launch.activity else {}
            self._finish(self.stores.lrs, shown, who, None)
        elif fmt == "cmi5":
            number = self.stores.cmi5_of(actor, launch)
            lms = self.stores.cmi5[number]
            session = lms.launch(
                mode="Review" if who.kind == "reviewer" else "Normal",
                **{**launch.launch_data, **self.stores.launch_data},
            )
            query = {
                "endpoint": f"{here}/cmi5/{number}/lrs",
                "fetch": f"{here}/cmi5/{number}/fetch/{session.number}",
                "actor": json.dumps(actor),
                "registration": lms.registration,
                "activityId": lms.activity,
            }
            self._finish(lms.lrs, shown, who, lms.registration)
        joint = "&" if "?" in address else "?"
        return address + (joint + urlencode(query, quote_via=quote) if query else "")

    def _finish(self, store: Lrs, shown: Shown, who: Learner, registration: str | None) -> None:
        """Let *store* hold what it holds of somebody who finished last year, unless they have been here since."""
        if who.kind == "finished" and shown.finished.state:
            key = document_key(shown.launch.activity, who.actor, load_tracking().xapi.state_id, registration)
            store.documents.setdefault(key, json.dumps(shown.finished.document()).encode())

    async def _nothing(self, request: Request, _: Exception) -> Response:
        """Say that a package asks for what this port has not: a WebSocket, or an address of another LMS's."""
        path = request.url.path.removeprefix(f"{self._base}/")
        self.hub.tell("missing", {"path": path, "why": "nothing is there, and it is no file of the package"})
        return Response(status_code=404)

    async def _page(self, _: Request) -> Response:
        page = asset("preview/lms.html").decode().replace("INSPECTOR", origin_of(self._ports.inspector))
        return HTMLResponse(page)

    async def _script(self, _: Request) -> Response:
        return Response(asset("generated/preview/lms.js"), media_type="text/javascript")

    async def _axe(self, _: Request) -> Response:
        """Answer with axe-core, which a clone has and a wheel has not: it judges from inside a page."""
        if not _AXE.is_file():
            return Response(status_code=404)
        return FileResponse(_AXE, media_type="text/javascript")

    async def _file(self, request: Request) -> Response:
        part, fmt, path = (request.path_params[name] for name in ("part", "fmt", "path"))
        try:
            content = self.subject.show(part, fmt).files[path]
        except (Unshowable, KeyError) as problem:
            words = str(problem) if isinstance(problem, Unshowable) else "the package has no such file"
            self.hub.tell("missing", {"path": path, "why": words})
            return Response(words, status_code=404, media_type="text/plain")
        if self.file_server.troubles(path, self._launched):
            self.hub.tell("happened")
        if not self.file_server.has(path, self._launched):
            return Response(status_code=503)
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        headers = self.file_server.added
        if isinstance(content, bytes):
            content = await self.file_server.sent(path, content)
            return _part_of(content, kind, request.headers.get("range", ""), headers)
        return FileResponse(content, media_type=kind, headers=headers)

    async def _commit(self, request: Request) -> Response:
        """Answer a run-time of SCORM as an LMS does that has stored what it was sent, or is in some trouble."""
        await request.body()
        match request.query_params.get("as"):
            case "broken":
                return Response(status_code=500)
            case "busy":
                return Response(status_code=429, headers={"Retry-After": "5"})
            case "login":
                return HTMLResponse("<!doctype html><title>Log in</title><form><input name=password></form>")
            case "slow":
                await asyncio.sleep(_SLOW)
        return Response("true", media_type="text/plain")

    async def _blocked(self, request: Request) -> Response:
        body = await request.body()
        with suppress(
            AttributeError, LookupError, RecursionError, TypeError, ValueError
        ):  # whatever runs in the package may send what is no report
            report = json.loads(body[:_LONGEST_REPORT])["csp-report"]
            told = {"address": report.get("blocked-uri", ""), "directive": report.get("effective-directive", "")}
            self.hub.tell("blocked", told | {"page": report.get("document-uri", "").rpartition("/")[2]})
        return Response(status_code=204)

    async def _lrs(self, request: Request) -> Response:
        return await self._stored(request, self.stores.lrs, self.stores.lrs, request.path_params["path"])

    async def _cmi5(self, request: Request) -> Response:
        lms = _nth(self.stores.cmi5, request.path_params["number"], first=0)
        if lms is None:
            return Response(status_code=404)
        return await self._stored(request, lms, lms.lrs, request.path_params["path"])

    async def _stored(self, request: Request, answering: Lrs | Cmi5Lms, store: Lrs, path: str) -> Response:
        """Let a store answer, and tell the inspector what was asked, what came of it and what the store holds now."""
        body = await request.body()
        asked = (request.method, path, dict(request.query_params), dict(request.headers), body)
        had, refused = len(store.statements), _refusals(answering)
        try:
            answer = answering.answer(*asked)
        except (AttributeError, LookupError, RecursionError, TypeError, ValueError) as problem:
            # The store is strict about what it knows. A package of another tool may send what it cannot read at all.
            answer = 400, {}, f"the store cannot read this: {problem}".encode()
        self.hub.tell(
            "request",
            {
                "name": f"{request.method} {path}",
                "value": body.decode("utf-8", "replace"),
                "status": answer[0],
                "why": "; ".join(_refusals(answering)[len(refused) :])
                or (answer[2].decode() if answer[0] >= 400 else ""),
                "statements": [self._judged(statement) for statement in store.statements[had:]],
                "documents": {key: text.decode("utf-8", "replace") for key, text in store.documents.items()},
            },
        )
        return _response(answer)

    def _judged(self, statement: dict[str, Any]) -> dict[str, Any]:
        """Return a statement with when such a one is sent, and what the judges hold against it."""
        faults = list(self._promises.breaches(statement)) if self._promises else []
        when = self._promises.when(statement) if self._promises else ""
        return {"statement": statement, "when": when, "faults": [*filter(None, [misread(statement)]), *faults]}

    async def _token(self, request: Request) -> Response:
        session = request.path_params["session"]
        lms = _nth(self.stores.cmi5, request.path_params["number"], first=0)
        if lms is None or _nth(lms.sessions, session, first=1) is None:
            return Response(status_code=404)
        answer = lms.fetch(session, request.method)
        self.hub.tell("request", {"name": f"{request.method} fetch", "value": "", "status": answer[0], "why": ""})
        return _response(answer)


def _nth(items: Sequence[_Item], number: str, *, first: int) -> _Item | None:
    """Return the item of that *number*, as an address has it, counted from *first*; None where there is none."""
    named = {str(place): item for place, item in enumerate(items, first)}
    return named.get(number)


def _part_of(content: bytes, kind: str, asked: str, headers: Mapping[str, str]) -> Response:
    """Return *content*, or the one range of it that is *asked* for: films are wound on by it (RFC 9110, 14.2)."""
    found = _RANGE.fullmatch(asked)
    if not found or not content:
        return Response(content, media_type=kind, headers={**headers, "Accept-Ranges": "bytes"})
    first, last = found.groups()
    start = int(first) if first else max(len(content) - int(last or 0), 0)
    end = min(int(last), len(content) - 1) if first and last else len(content) - 1
    if start > end:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{len(content)}"})
    headers = {**headers, "Content-Range": f"bytes {start}-{end}/{len(content)}", "Accept-Ranges": "bytes"}
    return Response(content[start : end + 1], status_code=206, media_type=kind, headers=headers)


def _refusals(answering: Lrs | Cmi5Lms) -> list[str]:
    return list(answering.refusals) if isinstance(answering, Cmi5Lms) else []


def _response(answer: StoreAnswer) -> Response:
    status, headers, body = answer
    return Response(body, status_code=status, headers=_OF_STORES | headers)
