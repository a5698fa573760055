"""The rules for what coursepack itself put into a package: pages, player data, saved state and size."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from functools import partial

from lxml import etree
from pydantic import ValidationError

from builder.archive import STREAMED
from builder.diagnostics import Diagnostic, Location
from builder.formats import Format
from builder.render.bits import StateOverflow
from builder.render.data_script import TAUGHT, taught_json
from builder.render.module import LAUNCH, QUIZ_BANK
from builder.render.player_data import PlayerBank, PlayerData, PlayerQuestion, PlayerTaught
from builder.render.saved_state import worst_case
from builder.tracking import load_tracking
from builder.verify.active import judge_active
from builder.verify.package import PROBE, Package
from builder.verify.page import TOO_MUCH, judge_addresses, judge_stylesheet, parse_page
from builder.verify.policy import judge_policy
from builder.verify.problems import contents, zips
from builder.verify.xml_file import line_of

#: docs/architecture.md#budgets: a module's zip, video and audio aside.
SIZE_BUDGET = 500_000
#: Eight times the largest page that a course may have; what is larger is not worth the memory of reading it.
MAX_TEXT = 2_000_000
#: A course of a hundred modules; a larger one may have so much for each of its modules.
MAX_TEXTS, _TEXTS_OF_MODULE = 25_000_000, 250_000
#: In all JSON of a module: pydantic keeps a kilobyte for each value that it does not expect.
_MOST_VALUES = 100_000
#: Files in which the player is told more than stands in the page.
_TOLD = (TAUGHT, QUIZ_BANK)
_SHORTER = "make the texts shorter"
_TEXTS = (".html", ".htm", ".css", ".json", ".txt")


def judge_content(package: Package, fmt: Format) -> Iterator[Diagnostic]:
    """Yield every problem of the content of a package of *fmt*, or that another tool made it and nobody judged it."""
    yield from judge_active(package)
    folders = package.modules
    if not folders:
        yield contents.foreign_package(Location(package.shown))
        return
    if too_large := list(_too_large(package)):
        yield from too_large
        return
    for name in package.files:
        if name.lower().endswith((".html", ".htm")):
            judge, beside = partial(_judge_page, package, name, fmt), posixpath.dirname(name)
            files = (name, *(posixpath.join(beside, other) for other in (*_TOLD, PROBE)))
            about: Sequence[str | bytes] = [
                "page", fmt.connect, fmt.own, package.names, name, *map(package.digest, files)
            ]  # fmt: skip
            yield from package.verdicts.once(about, judge)
        elif name.lower().endswith(".css"):
            about = ["stylesheet", package.names, name, package.digest(name)]
            yield from package.verdicts.once(about, partial(judge_stylesheet, package, name))
    yield from _judge_size(package, budget=SIZE_BUDGET * len(folders))


def _judge_page(package: Package, name: str, fmt: Format) -> Iterator[Diagnostic]:
    if (root := parse_page(package, name)) is None:
        yield zips.package_too_large(package.where(name), f"has {TOO_MUCH}", "250", "simplify the page")
        return
    yield from judge_policy(package, name, root, connect=fmt.connect, own=fmt.own)
    yield from judge_addresses(package, name, root)
    if name.removesuffix(LAUNCH) in package.modules and name.endswith(LAUNCH):
        yield from _judge_player_data(package, name.removesuffix(LAUNCH), root)


def _too_large(package: Package) -> Iterator[Diagnostic]:
    texts = [entry for entry in package.files.values() if entry.name.lower().endswith(_TEXTS)]
    for entry in texts:
        if entry.size > MAX_TEXT:
            limit = f"{MAX_TEXT:,} for a text"
            yield zips.package_too_large(package.where(entry.name), f"has {entry.size:,} bytes", limit, _SHORTER)
    total, most = sum(entry.size for entry in texts), max(MAX_TEXTS, _TEXTS_OF_MODULE * len(package.modules))
    if total > most:
        what, limit = f"has {total:,} bytes of text", f"{most:,} for all texts"
        yield zips.package_too_large(Location(package.shown), what, limit, _SHORTER)


def _judge_player_data(package: Package, folder: str, launch: etree._Element) -> Iterator[Diagnostic]:
    script = launch.find(".//script[@id='player-data']")
    if script is None:
        yield contents.player_data_invalid(package.where(folder + LAUNCH), "the page tells the player nothing")
        return
    where = package.where(folder + LAUNCH, line_of(script))
    beside = [folder + name for name in _TOLD if folder + name in package.files]
    told = [(script.text or "").encode(), *map(package.read, beside)]
    if sum(text.count(b",") for text in told) > _MOST_VALUES:
        yield contents.player_data_invalid(where, "it has more values than any course")
        return
    try:
        data = PlayerData.model_validate_json(script.text or "")
        taught = PlayerTaught.model_validate_json(taught_json(package.read(folder + TAUGHT))).root
        bank = _bank(package, folder) if data.check else PlayerBank(build=data.build, questions=())
    except (ValidationError, KeyError) as problem:
        yield contents.player_data_invalid(where, _first_line(problem))
        return
    probe = package.read(folder + PROBE).decode("utf-8", "replace")
    for name, build in ((PROBE, probe), (QUIZ_BANK, bank.build)):
        if build != data.build:
            yield contents.build_mismatch(package.where(folder + name), build, data.build)
    if data.check and data.check.questions != tuple(question.fingerprint for question in bank.questions):
        fact = f"names {len(data.check.questions)} questions of its bank, which are not the {len(bank.questions)} there"
        yield contents.player_data_invalid(where, fact)
    if data.taught != tuple(question.fingerprint for question in taught):
        fact = f"names {len(data.taught)} questions on its pages, and they are not the {len(taught)} that stand there"
        yield contents.player_data_invalid(where, fact)
    yield from _judge_state(data, taught, bank, where)


def _bank(package: Package, folder: str) -> PlayerBank:
    return PlayerBank.model_validate_json(package.read(folder + QUIZ_BANK))


def _judge_state(
    data: PlayerData, taught: Sequence[PlayerQuestion], bank: PlayerBank, where: Location
) -> Iterator[Diagnostic]:
    """The promise that saved state fits is counted again, from what the player is told, by the limit of today."""
    draw = data.check.draw + data.check.critical if data.check else 0
    try:
        length = worst_case(pages=data.pages, taught=taught, bank=bank.questions, draw=draw, cases=data.cases)
    except StateOverflow as overflow:
        yield contents.state_uncountable(where, str(overflow))
        return
    limit = load_tracking().state.limit
    if length > limit:
        yield contents.state_too_long(where, length, limit)
    if length != data.state.worst_case:
        yield contents.state_miscounted(where, data.state.worst_case, length)


def _judge_size(package: Package, *, budget: int) -> Iterator[Diagnostic]:
    size = package.size - sum(entry.packed for entry in package.files.values() if entry.name.lower().endswith(STREAMED))
    if size > budget:
        yield contents.package_size(Location(package.shown), size, budget)


def _first_line(problem: Exception) -> str:
    if isinstance(problem, ValidationError):
        first = problem.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        return f"the player cannot read it: {place or 'the JSON'}: {first['msg']}"
    return f"{problem.args[0]} is missing"
