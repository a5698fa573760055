"""The page of evidence that goes with a package: what can be said of it, with what says so."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from typing import Any
from zipfile import ZipFile

from builder import __version__
from builder.compare.contents import Contents
from builder.diagnostics import counted
from builder.formats import FORMATS, moodle
from builder.model.course import Course, Module
from builder.release.listing import ReleasedPackage
from builder.release.rehearsal import Rehearsal
from builder.release.results import tool_digest
from builder.render.module import LAUNCH
from builder.render.sent import EVERYTHING, NEVER, never_sent, sent
from builder.render.templates import asset, template
from builder.tracking import load_tracking
from builder.words import words_of

_POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]+)"')
#: Where learners are told what is sent (its template, in ``components/what-is-sent/``).
_LIST = '<div class="block block--what-is-sent">'
_NO_REFERRER = '<meta name="referrer" content="no-referrer">'
#: A link that leads out of the package: its scheme, and of a web address the host.
_LINK = re.compile(r'<a\b[^>]*\shref="([a-z][a-z0-9+.-]*):(?://([^/"?#]+))?')
#: What pages load or ask for, and the directive that says from where. But for forms, ``default-src`` stands for one
#: that is missing (Content Security Policy Level 3, section 6.8.3).
_KINDS = {
    "Scripts": "script-src", "Styles": "style-src", "Pictures": "img-src", "Sound and film": "media-src",
    "Fonts": "font-src", "Frames": "frame-src", "Requests of scripts": "connect-src", "Forms": "form-action",
}  # fmt: skip
_PLACES = {
    "'self'": "the origin that the package stands on",
    "'none'": "nowhere",
    "data:": "the page itself",
    "file:": "the folder that it is opened from",
    "https:": "any address at https:, as the store is known at the launch alone",
}
NOT_TESTED, NOT_TESTED_HERE = "not tested", "not tested here"


@dataclass(frozen=True)
class Evidence:
    """What all pages of a release share: the outcome of each test, if there is any, and whether it is a draft."""

    passed: Mapping[str, bool]
    is_draft: bool
    #: What others wrote and every package holds.
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
        done = _done(contents)
        played = self.played.get(contents.key[1:]) if contents else None
        pages = _pages(package) if contents else {}
        policies = _policies(pages.values())
        sends = list(_sends(course, modules, name)) if contents else []
        claims = [each for each in _said()["claims"] if not each["formats"] or name in each["formats"]]
        return template("release/evidence.html.j2").render(
            package=package,
            course=course,
            what=contents.name if contents else f"{course.title}, a course to restore in Moodle",
            files=_file_count(package) if contents else 0,
            version=__version__,
            digest=tool_digest(),
            identifiers=list(contents.identifiers.items()) if contents else (),
            policies=policies,
            loads={words: _places(directive, policies) for words, directive in _KINDS.items()},
            runs_own_alone=runs_own_alone(policies),
            links=_links(pages.values()),
            says_not_from_where=all(_NO_REFERRER in page for page in pages.values() if _LINK.search(page)),
            sends=sends,
            is_told=any(_LIST in page for page in pages.values()),
            asks=_said()["asks"].get(name, ()),
            never=_never(course, modules) if sends else (),
            settings=[line.format(done=done, tick=done.capitalize()) for line in _said()["settings"][name]],
            limits=_said()["limits"][name],
            limit=load_tracking().state.limit,
            inside=[*self.inside, *(f"in PDFs, letters of {name}" for name in package.letters)],
            accessibility=list(self._accessibility()),
            draft=self.is_draft,
            played=played,
            packages_played=not contents and bool(self.played),
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


def _file_count(package: ReleasedPackage) -> int:
    with ZipFile(package.built.path) as archive:
        return len(archive.namelist())


def _pages(package: ReleasedPackage) -> Mapping[str, str]:
    """Return the pages in *package*, those that are launched first."""
    with ZipFile(package.built.path) as archive:
        names = sorted((name for name in archive.namelist() if name.endswith(".html")), key=_launch_first)
        return {name: archive.read(name).decode() for name in names}


def _policies(pages: Iterable[str]) -> Mapping[str, int]:
    """Return the policies of *pages*, as they stand there, and how many pages have each."""
    found = (_POLICY.search(page) for page in pages)
    return Counter(html.unescape(policy[1]) if policy else "none" for policy in found)


def _links(pages: Iterable[str]) -> Sequence[str]:
    """Return the hosts to which links of *pages* lead, in their order, and what else a link can begin with."""
    hrefs = {found for page in pages for found in _LINK.findall(page)}
    return sorted(host or f"{scheme}:" for scheme, host in hrefs)


def _launch_first(name: str) -> tuple[bool, str]:
    return PurePosixPath(name).name != LAUNCH, name


def _sources(directive: str, policy: str) -> Sequence[str]:
    said = {words[0]: words[1:] for part in policy.split(";") if (words := part.split())}
    otherwise = ["anywhere"] if directive == "form-action" else said.get("default-src", ["anywhere"])
    return said.get(directive, otherwise)


def _places(directive: str, policies: Iterable[str]) -> str:
    """Return from where, or to where, any of *policies* lets pages go with what *directive* is about, in words."""
    sources = dict.fromkeys(source for policy in policies for source in _sources(directive, policy))
    if len(sources) > 1:
        sources.pop("'none'", None)
    return "; ".join(dict.fromkeys(_in_words(source) for source in sources))


def _in_words(source: str) -> str:
    return "what stands in the page and has the hash" if _is_hash(source) else _PLACES.get(source, source)


def _is_hash(source: str) -> bool:
    return source.startswith("'sha256-")


def runs_own_alone(policies: Collection[str]) -> bool:
    """Whether *policies* let no script run but the package's own and what has a hash: no ``eval``, no other place."""
    sources = [source for policy in policies for source in _sources("script-src", policy)]
    return bool(policies) and all(_is_hash(source) or source in ("'self'", "'none'", "file:") for source in sources)


def _done(contents: Contents | None) -> str:
    """Return the words with which a lesson of SCORM 1.2 in *contents* ends, as its player is told them."""
    return " or ".join(sorted({str(module.told.get("done")) for module in contents.modules})) if contents else ""


def _sends(course: Course, modules: Sequence[Module], name: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield what is sent of any of *modules*, in the words that learners read, with the names of the format."""
    sends = FORMATS[name].sends
    any_of = {one.words for module in modules for one in sent(course, module, sends)}
    yield from ((words_of(course)(one.words), one.names(sends)) for one in EVERYTHING if one.words in any_of)


def _never(course: Course, modules: Sequence[Module]) -> Sequence[str]:
    """Return what is sent to nobody by any of *modules*."""
    by_all = set.intersection(*(set(never_sent(course, module)) for module in modules))
    return [words_of(course)(key) for key in NEVER if key in by_all]
