"""``cmi5.xml`` as the standard allows it, and as it does not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.corpus.zip_case import Bases, Case, let_through, line_of, refused
from tests.verify.lab import Member, make_zip

NAMESPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
WORDS = (
    '<title><langstring lang="en">T</langstring></title><description><langstring lang="en">D</langstring></description>'
)
PAGES = {"index.html": b"x", "my page.html": b"x", "my%20other.html": b"x", "u/index.html": b"x"}
UNIT = '<au id="https://example.org/c/1">'


def unit(url: str = "index.html", *, number: int = 1, attributes: str = "", more: str = "") -> str:
    return f'<au id="https://example.org/c/{number}"{attributes}>{WORDS}\n{more}<url>{url}</url></au>\n'


def structure(units: str, *, behind: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<courseStructure xmlns="{NAMESPACE}">\n'
        f'<course id="https://example.org/c">{WORDS}</course>\n{behind}{units}</courseStructure>\n'
    )


def packed(text: str, _: Bases, *, encoding: str = "utf-8") -> bytes:
    content = text.replace("utf-8", encoding, 1).encode(encoding)
    return make_zip([Member("cmi5.xml", content), *(Member(name, page) for name, page in PAGES.items())])


ADDRESSES = [
    "index.html", " index.html ", "\nindex.html\n", "index.html?a=1&amp;b=2", "u/index.html", "my page.html",
    "my%20other.html",
]  # fmt: skip
REMOTE = [
    "https://example.org/u/index.html", "http://example.org/", "https://example.org:8443/u?x=1#y",
    "https://[2001:db8::1]/u", "HTTPS://EXAMPLE.ORG/u", "https://münchen.example/u",
]  # fmt: skip
UNLIKE_ITS_TEXT = [
    "my%20page.html",
    "index.html#top",
    "./index.html",
    "u/../index.html",
    "u\\index.html",
    "u%2Findex.html",
]
NO_ADDRESS = [
    "https://[::1/x", "https://[", "javascript:start()", "file:///etc/passwd", "ftp://example.org/u", "//example.org/u",
    "data:text/html,x", "https:", "http:///x",
]  # fmt: skip
MISSING = ["start.html", "Index.html", "../index.html", "/index.html", "u/", "index.htm"]
RESERVED = ["endpoint", "fetch", "actor", "registration", "activityId"]
ATTRIBUTES = [
    ' moveOn="Passed"', ' masteryScore="0.75"', ' masteryScore="1"', ' masteryScore="0.5000"',
    ' launchMethod="OwnWindow"',
    ' activityType="https://example.org/t"', ' x:y="z" xmlns:x="https://example.org/x"',
]  # fmt: skip


def sound() -> Iterator[Case]:
    """What the standard allows."""
    for address in ADDRESSES:
        yield let_through(f"cmi5: {address!r}", partial(packed, structure(unit(address))))
    for attributes in ATTRIBUTES:
        yield let_through(f"cmi5:{attributes}", partial(packed, structure(unit(attributes=attributes))))
    for encoding in ("utf-8-sig", "utf-16", "iso-8859-1"):
        yield let_through(f"cmi5: {encoding}", partial(packed, structure(unit()), encoding=encoding))
    yield let_through("cmi5: 1,001 units", partial(packed, structure("".join(unit(number=n) for n in range(1001)))))
    nested = "".join(f'<block id="https://example.org/c/b{n}">{WORDS}' for n in range(20)) + unit() + "</block>" * 20
    yield let_through("cmi5: blocks in blocks", partial(packed, structure(nested)))
    aim = f'<objectives><objective id=" https://example.org/o ">{WORDS}</objective></objectives>\n'
    aimed = '<objectives><objective idref="https://example.org/o"/></objectives>'
    yield let_through("cmi5: blanks round ids", partial(packed, structure(unit(more=aimed), behind=aim)))
    blanks = structure(unit().replace('"https://example.org/c/1"', '"  https://example.org/c/1  "'))
    yield let_through("cmi5: blanks round a unit's id", partial(packed, blanks))
    prefixed = (
        structure(unit())
        .replace("<", "<c:")
        .replace("<c:/", "</c:")
        .replace("<c:?", "<?")
        .replace("xmlns=", "xmlns:c=")
    )
    yield let_through("cmi5: a prefix", partial(packed, prefixed))
    for address in REMOTE:
        text = structure(unit(address))
        at = f"cmi5.xml:{line_of(text, address)}"
        yield let_through(f"cmi5: {address}", partial(packed, text), "external-launch", at=at)
    many = structure("".join(unit(f"https://example.org/{n}", number=n) for n in range(1001)))
    yield let_through("cmi5: 1,001 remote units", partial(packed, many), "external-launch", at="cmi5.xml:5")
    for address in UNLIKE_ITS_TEXT:
        yield let_through(
            f"cmi5: {address}", partial(packed, structure(unit(address))), "address-not-literal", at="cmi5.xml:5"
        )


def faulty() -> Iterator[Case]:
    """What it does not allow."""
    for address in NO_ADDRESS:
        yield refused(f"cmi5: {address}", partial(packed, structure(unit(address))), "invalid-address", at="cmi5.xml:5")
    for address in MISSING:
        yield refused(
            f"cmi5: {address}", partial(packed, structure(unit(address))), "missing-package-file", at="cmi5.xml:5"
        )
    for name in RESERVED:
        text = structure(unit(f"index.html?{name}=1"))
        yield refused(f"cmi5: the parameter {name}", partial(packed, text), "reserved-parameter", at="cmi5.xml:5")
    lost = structure("".join(unit(f"lost/{n}.html", number=n) for n in range(1001)))
    yield refused("cmi5: 1,001 missing files", partial(packed, lost), "missing-package-file", at="cmi5.xml:5")
    yield refused("cmi5: one id twice", partial(packed, structure(unit() + unit())), "duplicate-iri", at="cmi5.xml:6")
    for identifier in ("one", "example.org/1", "https://example.org/a b"):
        text = structure(unit()).replace("https://example.org/c/1", identifier)
        yield refused(f"cmi5: the id {identifier}", partial(packed, text), "relative-iri", at="cmi5.xml:4")
    for score in ("0.66667", "0.123456"):
        text = structure(unit(attributes=f' masteryScore="{score}"'))
        yield refused(f"cmi5: mastery {score}", partial(packed, text), "mastery-score-form", at="cmi5.xml:4")
    for attributes in (' moveOn="Finished"', ' launchMethod="Window"', ' moveon="Passed"'):
        text = structure(unit(attributes=attributes))
        yield refused(f"cmi5:{attributes}", partial(packed, text), "schema-violation", at="cmi5.xml:4")
    empty = structure(unit()).replace(">D<", "> <", 1)
    yield refused("cmi5: an empty description", partial(packed, empty), "empty-words", at="cmi5.xml:3")
    yield refused("cmi5: no units", partial(packed, structure("")), "schema-violation", at="cmi5.xml:2")
    dangling = structure(unit(more='<objectives><objective idref="https://example.org/o"/></objectives>'))
    yield refused("cmi5: an aim that is not there", partial(packed, dangling), "dangling-reference", at="cmi5.xml:5")
    yield refused("cmi5: cut off", partial(packed, structure(unit())[:-9]), "xml-syntax")


CASES = (*sound(), *faulty())
