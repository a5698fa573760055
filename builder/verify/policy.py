"""The rules for a page's Content-Security-Policy: strict enough to protect, and not so strict that the page breaks.

Source: docs/decisions/025-nothing-from-elsewhere.md; docs/facts.md#a-strict-policy-works-inside-an-lms.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import cast

from lxml import etree

from builder.diagnostics import Diagnostic
from builder.verify.package import Package
from builder.verify.problems import contents
from builder.verify.xml_file import line_of

Policy = Mapping[str, list[str]]

_NAME = "content-security-policy"

#: The directives that may hold the package's own origin besides hashes; any other directive may hold nothing.
_LOADING = frozenset({"script-src", "style-src", "img-src", "media-src", "font-src"})
_ALSO: Mapping[str, frozenset[str]] = {"img-src": frozenset({"data:"}), "connect-src": frozenset({"'self'"})}
_NOTHING = frozenset({"'none'"})
#: All other directives fall back to ``default-src``; these three fall back to everything.
_NEEDED = ("default-src", "base-uri", "form-action")
_HASH = re.compile(r"'sha256-[A-Za-z0-9+/]{43}='")
_STORE = re.compile(r"https?://[^\s/*]+/[^\s*]*")
#: Scripts of these types are data: a browser does not run them, and no policy concerns them.
_DATA_TYPES = frozenset({"application/json", "text/plain"})
#: A browser takes the encoding from the mark of UTF-16, or else from what comes first (HTML, 13.2.3.2): told of another
#: one, it sees other tags than we do, and no policy.
_IN_UTF8 = re.compile(rb"<!doctype html>\s*<html[^>]*>\s*<head>\s*<meta charset=[\"']?utf-8[\"']?>", re.IGNORECASE)
#: Elements, not attributes: libxml2 puts what it found in order, and for attributes of one element that is slow.
_INLINE = etree.XPath("/descendant-or-self::*[@style or @*[starts-with(name(), 'on')]]")


def judge_policy(package: Package, name: str, root: etree._Element, *, connect: str, own: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the policy of the page *name*.

    It may load from *own*, the package's own origin in the words of a policy, and besides that may connect to
    *connect*.
    """
    meta = next((m for m in root.iter("meta") if (m.get("http-equiv") or "").lower() == _NAME), None)
    if meta is None:
        yield contents.weak_policy(package.where(name), "the page has no Content-Security-Policy")
        return
    if not _IN_UTF8.match(package.read(name)):
        yield contents.weak_policy(package.where(name), "nothing says before all else that the page is in UTF-8")
    policy = _parsed(meta.get("content") or "")
    for fact in _weaknesses(policy, connect=connect, own=own):
        yield contents.weak_policy(package.where(name, line_of(meta)), fact)
    for element in root.iter("meta", "script", "style", "link"):
        # A policy counts only for what stands behind it.
        if element is meta:
            break
        if element.tag != "meta":
            fact = f"a <{element.tag!s}> stands in front of the page's policy"
            yield contents.weak_policy(package.where(name, line_of(element)), fact)
    for element in root.iter("script", "style"):
        for fact in _blocked(element, policy):
            yield contents.blocked_by_policy(package.where(name, line_of(element)), fact)
    for element in cast(list[etree._Element], _INLINE(root)):
        for attribute in cast(Mapping[str, str], element.attrib):
            if attribute == "style" or attribute.startswith("on"):
                where = package.where(name, line_of(element))
                yield contents.blocked_by_policy(where, f"a {attribute!r} attribute")


def _parsed(text: str) -> Policy:
    # Of two directives of one name the first one counts (Content Security Policy Level 3, 2.2.1).
    directives = [part.split() for part in reversed(text.split(";"))]
    return {words[0].lower(): words[1:] for words in directives if words}


def _weaknesses(policy: Policy, *, connect: str, own: str) -> Iterator[str]:
    for directive in _NEEDED:
        if directive not in policy:
            yield f"{directive} 'none' is missing"
    for directive, sources in policy.items():
        allowed = _ALSO.get(directive, frozenset()) | _NOTHING
        if directive in _LOADING:
            allowed |= {*own.split()}
        for source in sources:
            is_hash = directive in ("script-src", "style-src") and _HASH.fullmatch(source)
            if (
                source not in allowed
                and not is_hash
                and not (directive == "connect-src" and _may_connect(source, connect))
            ):
                yield f"{directive} lets {source} through"


def _may_connect(source: str, connect: str) -> bool:
    """A format whose pages talk to a store may name each store that they may talk to, in the place of all."""
    return source == connect or (connect != "" and _STORE.fullmatch(source) is not None)


def _blocked(element: etree._Element, policy: Policy) -> Iterator[str]:
    if element.tag == "script" and not element.get("src") and element.get("type") not in _DATA_TYPES:
        if _hash_source(element.text or "") not in policy.get("script-src", ()):
            yield "the hash of an inline script is not in script-src"
    elif element.tag == "style" and _hash_source(element.text or "") not in policy.get("style-src", ()):
        yield "the hash of an inline style is not in style-src"


def _hash_source(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
