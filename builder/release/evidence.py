"""The page of evidence that goes with a package: what can be said of it, with what says so."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from zipfile import ZipFile

from builder import __version__
from builder.diagnostics import counted
from builder.formats import FORMATS, moodle
from builder.model.course import Course, Module
from builder.release.listing import ReleasedPackage
from builder.release.rehearsal import Rehearsal
from builder.release.results import tool_digest
from builder.render.sent import EVERYTHING, NEVER, never_sent, sent
from builder.render.templates import asset, template
from builder.tracking import load_tracking
from builder.words import words_of

_POLICY = re.compile(rb'http-equiv="Content-Security-Policy" content="([^"]+)"')
_LAUNCH = re.compile(r"(?:[^/]+/)?index\.html")
NOT_TESTED, NOT_TESTED_HERE = "not tested", "not tested here"


@dataclass(frozen=True)
class Evidence:
    """What all pages of a release share: the outcome of each test, if there is any, and whether it is a draft."""

    passed: Mapping[str, bool]
    is_draft: bool
    inside: Sequence[str]
    #: What was played, by module and format.
    played: Mapping[tuple[str, str], Rehearsal]

    def result(self, test: str) -> str:
        """Return what came of *test*, in words."""
        if not test:
            return NOT_TESTED
        return {True: "passed", False: "FAILED", None: NOT_TESTED_HERE}[self.passed.get(test)]

    def page(self, course: Course, package: ReleasedPackage) -> str:
        """Return the page for *package* of *course*, which is in its edition."""
        contents = package.contents
        name = contents.format if contents else moodle.NAME
        modules = _modules(course, package)
        played = self.played.get(contents.key[1:]) if contents else None
        policy, files = _looked_into(package) if contents else ("", 0)
        claims = [each for each in _said()["claims"] if not each["formats"] or name in each["formats"]]
        return template("release/evidence.html.j2").render(
            package=package,
            course=course,
            what=contents.name if contents else f"{course.title}, a course to restore in Moodle",
            files=files,
            version=__version__,
            digest=tool_digest(),
            identifiers=list(contents.identifiers.items())[:4] if contents else (),
            policy=policy,
            connects=_connects(policy),
            sends=list(_sends(course, modules, name)) if contents else (),
            never=_never(course, modules),
            settings=_said()["settings"][name],
            limits=_said()["limits"][name],
            limit=load_tracking().state.limit,
            inside=self.inside,
            accessibility=list(self._accessibility()),
            draft=self.is_draft,
            played=played,
            counted=counted,
            differing=played.differing(package) if played else (),
            claims=_by_topic(each for each in claims if self.passed.get(each["test"])),
            untested=_by_topic(each for each in claims if not self.passed.get(each["test"])),
        )

    def _accessibility(self) -> Iterator[tuple[str, str, Sequence[str]]]:
        """Yield each test with its result and the criteria at which it looks; last, those at which none does."""
        by_test: dict[str, list[str]] = {}
        for each in sorted(_said()["criteria"], key=lambda each: not each["test"]):
            by_test.setdefault(each["test"], []).append(f"{each['number']} {each['name']} ({each['level']})")
        yield from ((test, self.result(test), criteria) for test, criteria in by_test.items())


def _by_topic(claims: Iterable[Mapping[str, str]]) -> Mapping[str, list[Mapping[str, str]]]:
    topics: dict[str, list[Mapping[str, str]]] = {"network": [], "data": [], "security": []}
    for each in claims:
        topics[each["about"]].append(each)
    return topics


@cache
def _said() -> Any:
    return json.loads(asset("release/evidence.json"))


def _modules(course: Course, package: ReleasedPackage) -> Sequence[Module]:
    """Return the module that *package* holds, or all of them."""
    own = package.contents.key[1] if package.contents else ""
    return [module for module in course.contents if own in ("", module.id)]


def _looked_into(package: ReleasedPackage) -> tuple[str, int]:
    """Return the policy of the launch page, as it stands in the package, and how many files there are."""
    with ZipFile(package.built.path) as archive:
        names = archive.namelist()
        launch = next(name for name in names if _LAUNCH.fullmatch(name))
        found = _POLICY.search(archive.read(launch))
    return html.unescape(found[1].decode()) if found else "", len(names)


def _connects(policy: str) -> str:
    """Return where pages may send requests, in words."""
    found = re.search(r"connect-src ([^;]+)", policy)
    places = found[1].split() if found else []
    words = {
        "'self'": "the origin that the package stands on",
        "https:": "the address with which it is launched, at https:",
    }
    return ", and to ".join(words.get(place, place) for place in places if place != "'none'") or "nobody"


def _sends(course: Course, modules: Sequence[Module], name: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield what is sent of any of *modules*, in the words that learners read, with the names of the format."""
    sends = FORMATS[name].sends
    any_of = {one.words for module in modules for one in sent(course, module, sends)}
    yield from ((words_of(course)(one.words), one.names(sends)) for one in EVERYTHING if one.words in any_of)


def _never(course: Course, modules: Sequence[Module]) -> Sequence[str]:
    """Return what is sent to nobody by any of *modules*."""
    by_all = set.intersection(*(set(never_sent(course, module)) for module in modules))
    return [words_of(course)(key) for key in NEVER if key in by_all]
