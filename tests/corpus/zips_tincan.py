"""``tincan.xml`` as authoring tools write it, and as launchers cannot use it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.corpus.zip_case import Bases, Case, let_through, line_of, refused
from tests.verify.lab import Member, make_zip

NAMESPACE = "http://projecttincan.com/tincan.xsd"
COURSE = "http://adlnet.gov/expapi/activities/course"
QUESTION = "http://adlnet.gov/expapi/activities/cmi.interaction"
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


def course(launch: str = "index.html", *, more: str = "", inside: str = "") -> str:
    """Return a ``tincan.xml`` with one activity to launch; *inside* stands in it, and *more* behind it."""
    return (
        f'{HEAD}<tincan xmlns="{NAMESPACE}">\n <activities>\n  <activity id="http://example.com/c" type="{COURSE}">\n'
        f'   <name>Course</name>\n   <description lang="en-US">About</description>\n   <launch lang="en-us">{launch}'
        f"</launch>\n{inside}  </activity>\n{more} </activities>\n</tincan>\n"
    )


def question(
    inside: str, *, identifier: str = "http://example.com/c/q", about: str = '<description lang="und"/>'
) -> str:
    """Return a question as an activity, in the manner of authoring tools."""
    start = f'  <activity id="{identifier}" type="{QUESTION}">\n   <name lang="und">Question</name>\n   {about}\n'
    return f"{start}   {inside}\n  </activity>\n"


def components(tag: str, *words: str) -> str:
    each = "".join(f'<component><id>{w}</id><description lang="und">{w}</description></component>' for w in words)
    return f"<{tag}>{each}</{tag}>"


RIGHT = "<correctResponsePatterns><correctResponsePattern>a[,]b</correctResponsePattern></correctResponsePatterns>"
STYLES = {
    "choice": f"<interactionType>choice</interactionType>{RIGHT}{components('choices', 'a', 'b')}",
    "choices in front": f"{components('choices', 'a', 'b')}<interactionType>choice</interactionType>{RIGHT}",
    "matching": f"<interactionType>matching</interactionType>{components('source', 'a')}{components('target', 'b')}",
    "likert": f"<interactionType>likert</interactionType>{components('scale', 'a', 'b')}",
    "performance": f"<interactionType>performance</interactionType>{components('steps', 'a')}",
    "sequencing": f"{RIGHT}<interactionType>sequencing</interactionType>{components('choices', 'a')}",
    "no answer": "<interactionType>fill-in</interactionType><correctResponsePatterns/>",
    "extensions": '<extensions><extension key="http://example.com/x">1</extension></extensions>',
    "an own element": '<x:more xmlns:x="http://example.com/x"/>',
    "nothing": "",
}
LAUNCHES = [
    "index.html", " index.html ", "\n   index.html\n  ", "index.html?mode=1", "index.html#/id/co-1",
    "./index.html", "my%20page.html", "my page.html", "<![CDATA[index.html]]>", "index.html?a=1&amp;b=2",
    "sub/index.html",
]  # fmt: skip
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"]


def packed(text: str, _: Bases, *, encoding: str = "utf-8", name: str = "tincan.xml") -> bytes:
    content = text.replace("utf-8", encoding.removesuffix("-sig"), 1).encode(encoding)
    pages = {"index.html": b"<!doctype html>", "my page.html": b"x", "sub/index.html": b"x"}
    return make_zip([Member(name, content), *(Member(page, text) for page, text in pages.items())])


def sound() -> Iterator[Case]:
    """What launchers take."""
    for name, inside in STYLES.items():
        yield let_through(f"tincan: a question of {name}", partial(packed, course(more=question(inside) * 3)))
        yield let_through(f"tincan: {name} in the course itself", partial(packed, course(inside=inside)))
    for launch in LAUNCHES:
        yield let_through(f"tincan: launch {launch!r}", partial(packed, course(launch)))
    for encoding in ENCODINGS:
        yield let_through(f"tincan: {encoding}", partial(packed, course().replace("Course", "Café"), encoding=encoding))
    yield let_through("tincan: Windows lines", partial(packed, course().replace("\n", "\r\n")))
    yield let_through("tincan: a prefix", partial(packed, prefixed(course())))
    yield let_through("tincan: a prefix for schemas", partial(packed, course().replace(
        "<tincan ", '<tincan xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b" '
    )))  # fmt: skip
    yield let_through(
        "tincan: an id that is a URN", partial(packed, course().replace("http://example.com/c", "urn:x:c"))
    )
    yield let_through("tincan: an id of letters", partial(packed, course().replace("example.com/c", "6fIbX_course_id")))
    yield let_through(
        "tincan: no description", partial(packed, course().replace("description", "x:d xmlns:x='u:x'", 0))
    )
    many = "".join(question("", identifier=f"http://example.com/c/{n}") for n in range(2000))
    yield let_through("tincan: 2,000 questions", partial(packed, course(more=many)))


def prefixed(text: str) -> str:
    for tag in ("tincan", "activities", "activity", "name", "description", "launch"):
        text = (
            text.replace(f"<{tag} ", f"<t:{tag} ").replace(f"<{tag}>", f"<t:{tag}>").replace(f"</{tag}>", f"</t:{tag}>")
        )
    return text.replace("xmlns=", "xmlns:t=")


def untidy() -> Iterator[Case]:
    """What launchers take, and what is worth a word."""
    at = f"tincan.xml:{line_of(course('X'), '>X<')}"
    yield let_through(
        "tincan: launch elsewhere", partial(packed, course("https://example.com/c/")), "external-launch", at=at
    )
    yield let_through("tincan: a backslash", partial(packed, course("sub\\index.html")), "backslash-in-address", at=at)
    yield let_through(
        "tincan: a type of a word",
        partial(packed, course().replace(COURSE, "course")),
        "relative-iri",
        at="tincan.xml:4",
    )
    articles = '  <activity id="articles">\n   <name>1</name>\n  </activity>\n'
    yield let_through(
        "tincan: a question's id of a word", partial(packed, course(more=articles)), "relative-iri", at="tincan.xml:9"
    )
    nameless = '  <activity id="http://example.com/d"/>\n'
    yield let_through(
        "tincan: a question without a name", partial(packed, course(more=nameless)), "empty-title", at="tincan.xml:9"
    )
    second = question("<launch>index.html</launch>")
    yield let_through("tincan: two to launch", partial(packed, course(more=second)), "launch-count", at="tincan.xml:9")
    later = course().replace(" <activities>\n", " <activities>\n" + question(""))
    yield let_through("tincan: launched later", partial(packed, later), "launch-count", at="tincan.xml:4")
    yield let_through(
        "tincan: an element of its own",
        partial(packed, course(inside="<score>1</score>")),
        "schema-violation",
        at="tincan.xml",
    )
    numeric = course().replace(">Course<", ">The child&#39;s<")
    yield let_through(
        "tincan: a character as a number", partial(packed, numeric), "numeric-reference", at="tincan.xml:5"
    )


def faulty() -> Iterator[Case]:
    """What launchers cannot use."""
    for launch in ("start.html", "Index.html", "../index.html", "/index.html", "sub", "index.htm?x"):
        yield refused(
            f"tincan: launch {launch}", partial(packed, course(launch)), "missing-package-file", at="tincan.xml:7"
        )
    for launch in ("", "  ", "<!-- index.html -->"):
        yield refused(f"tincan: launch {launch!r}", partial(packed, course(launch)), "launch-count", at="tincan.xml")
    for identifier in ("c", "example.com/c", "/c", "http://example.com/my course"):
        text = course().replace("http://example.com/c", identifier)
        yield refused(f"tincan: the id {identifier}", partial(packed, text), "relative-iri", at="tincan.xml:4")
    for title in ("", " ", "0"):
        text = course().replace(">Course<", f">{title}<")
        yield refused(f"tincan: the title {title!r}", partial(packed, text), "empty-title", at="tincan.xml:4")
    for old, new, code, line in (
        ("</tincan>", "", "xml-syntax", 11), ("Course", "A & B", "xml-syntax", 5),
        ("<tincan", "<!DOCTYPE x>\n<tincan", "xml-doctype", 2),
        (NAMESPACE, "http://example.com/", "unknown-standard", 2), (f' xmlns="{NAMESPACE}"', "", "unknown-standard", 2),
        ("tincan", "activity", "unknown-standard", 2), ('encoding="utf-8"', 'encoding="x-none"', "xml-syntax", 1),
    ):  # fmt: skip
        yield refused(
            f"tincan: {new!r} for {old!r}", partial(packed, course().replace(old, new)), code, at=f"tincan.xml:{line}"
        )
    for name in ("TinCan.xml", "TINCAN.XML", "data/tincan.xml"):
        yield refused(f"tincan: called {name}", partial(packed, course(), name=name), "manifest-misplaced", at=name)


CASES = (*sound(), *untidy(), *faulty())
