"""The port of the inspector: its page, what is previewed, and what happens. No package and no other site reaches it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, Field, ValidationError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from builder.diagnostics import Location
from builder.formats import TITLES
from builder.preview.conditions import Condition
from builder.preview.guard import Guard, Ports, origin_of
from builder.preview.hub import Hub
from builder.preview.learners import REVIEW, Learner, LearnerKind
from builder.preview.lms import EmulatedLms
from builder.preview.subject import Subject, Unshowable
from builder.render.templates import asset

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; frame-src {lms}; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_FILES = {
    "": ("preview/inspector.html", "text/html"),
    "inspector.css": ("preview/inspector.css", "text/css"),
    "inspector.js": ("generated/preview/inspector.js", "text/javascript"),
}


class _LaunchAsked(BaseModel, extra="forbid", strict=True):
    """What is to be launched, and for whom."""

    part: str = Field(max_length=200)
    format: str = Field(max_length=200)
    learner: str = Field(max_length=200)
    name: str = Field(max_length=1000)
    who: LearnerKind


class _NothingAsked(BaseModel, extra="forbid", strict=True):
    """What needs no more words than its address."""


class _ConditionAsked(BaseModel, extra="forbid", strict=True):
    """In what condition the emulated LMS is to be."""

    condition: Condition


_Asked = TypeVar("_Asked", bound=BaseModel)
#: Bytes. No window of ours asks for anything longer.
_LONGEST = 20_000


class Inspector:
    """Serves what an author sees of *subject* in *lms*."""

    def __init__(self, subject: Subject, lms: EmulatedLms, hub: Hub, ports: Ports) -> None:
        """Take what is shown, and where."""
        self._subject = subject
        self._lms = lms
        self._hub = hub
        self._ports = ports
        #: The newest learner of all windows. Stores and storage outlive a window, so it does not count by itself.
        self._newest = 1

    def application(self) -> ASGIApp:
        """Return what the port answers."""
        routes = [
            Route("/subject", self._what),
            Route("/launch", self._launch, methods=["POST"]),
            Route("/learner", self._learner, methods=["POST"]),
            Route("/store", self._store, methods=["POST"]),
            Route("/events", self._events),
            Route("/{name}", self._file),
            Route("/", self._file),
        ]
        return Guard(
            Starlette(routes=[Mount(f"/{self._ports.token}", routes=routes)]),
            port=self._ports.inspector,
            sites=[],
            headers={
                "Content-Security-Policy": _POLICY.format(lms=origin_of(self._ports.lms)),
                # `same-origin` would take from a package the window that it opens to play in (HTML Standard, 7.1.3).
                "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
                "Cross-Origin-Resource-Policy": "same-origin",
                "X-Frame-Options": "DENY",
            },
        )

    async def _file(self, request: Request) -> Response:
        name, kind = _FILES.get(request.path_params.get("name", ""), ("", ""))
        return Response(asset(name), media_type=kind) if name else Response(status_code=404)

    async def _what(self, _: Request) -> Response:
        parts = [asdict(part) for part in self._subject.parts]
        return JSONResponse(
            {
                "title": self._subject.title,
                "lms": f"{origin_of(self._ports.lms)}/{self._ports.key}/lms.html",
                "parts": parts,
                "formats": {fmt: TITLES[fmt] for part in parts for fmt in part["formats"]},
                **problems_shown(self._subject),
            }
        )

    async def _launch(self, request: Request) -> Response:
        """Say everything that the LMS's page needs to launch a part for a learner."""
        asked = await _asked(request, _LaunchAsked)
        fmt, who = asked.format, Learner(asked.learner, asked.name, asked.who)
        try:
            shown = self._subject.show(asked.part, fmt)
        except Unshowable as problem:
            return JSONResponse({"problem": str(problem)})
        address = self._lms.address_of(asked.part, fmt, shown, who)
        is_review = who.kind == "reviewer"
        return JSONResponse(
            {
                "address": address,
                "settings": {**shown.launch.settings, **(REVIEW.get(fmt, {}) if is_review else {})},
                "held": shown.finished.values(fmt) if who.kind == "finished" else {},
                "seconds": shown.finished.seconds if who.kind == "finished" else 0,
                "places": [{"page": page, "kind": kind, **_place(where)} for page, kind, where in shown.places],
                "notes": shown.notes,
                "names": shown.names,
                "sends": shown.sends,
            }
        )

    async def _learner(self, request: Request) -> Response:
        """Say the number of a learner who has never been here."""
        await _asked(request, _NothingAsked)
        self._newest += 1
        return JSONResponse({"number": self._newest})

    async def _store(self, request: Request) -> Response:
        """Let the record stores, or what gives out files, be in some condition."""
        self._lms.condition((await _asked(request, _ConditionAsked)).condition)
        return Response(status_code=204)

    async def _events(self, _: Request) -> Response:
        return StreamingResponse(self._hub.events(), media_type="text/event-stream")


async def _asked(request: Request, model: type[_Asked]) -> _Asked:
    """Return what a window of ours asks. A form of another site cannot send this type (Fetch Standard, 2.2.2).

    Raises HTTPException with a sentence for what is nothing that our window asks.
    """
    if request.headers.get("content-type") != "application/json":
        raise HTTPException(415, "Only JSON is read here.")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LONGEST:
            raise HTTPException(413, f"More than {_LONGEST} bytes are not read here.")
    try:
        return model.model_validate_json(body)
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise HTTPException(400, f"{place or 'What was sent'}: {first['msg']}.") from problem


def problems_shown(subject: Subject) -> dict[str, Any]:
    """Return the problems of *subject* as the inspector takes them, and whether they are all."""
    problems = [
        {
            **_place(problem.where),
            "severity": problem.severity.value,
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in subject.problems
    ]
    return {"problems": problems, "judged": subject.is_judged}


def _place(where: Location) -> dict[str, Any]:
    """Return a place, with the address by which VS Code opens it."""
    editor = f"vscode://file{Path(where.path).resolve().as_uri().removeprefix('file://')}:{where.line or 1}"
    return {"file": where.path, "line": where.line, "editor": editor}
