"""The rule for where links may lead. That the target exists is for ``references`` and ``media``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from builder.diagnostics import Diagnostic, error
from builder.model.course import Course

_LABEL = r"[^\s/@.:?#%\[\]\\\"<>]+"
#: Labels of a host joined by dots, and perhaps a port: browsers take a backslash for a slash, and open no other host.
_WEB = rf"https://{_LABEL}(?:\.{_LABEL})*\.?(?::[0-9]{{1,5}})?(?:[/?#]\S*)?"
_GOOD = re.compile(rf"page:\S+|term:\S+|media/[^?#\s]+|tel:\+?[0-9]{{3,15}}|mailto:[^\s@]+@[^\s@]+|{_WEB}")

#: A file, by its path or by its name alone.
_FILE = re.compile(
    r"(?:[A-Za-z]:)?(?:[^:?#]*[/\\])?(?P<name>[^:?#/\\]+\.(?:docx?|xlsx?|pptx?|od[tsp]|pdf|txt|csv|png|jpe?g|gif|svg|mp[34]|zip))",
    re.IGNORECASE,
)


def may_lead_to(target: str) -> bool:
    """Say whether a link may lead to *target*, whether or not it is there."""
    return _GOOD.fullmatch(target) is not None and ".." not in target.split("/")


def is_web_address(address: str) -> bool:
    """Say whether *address* is one that a browser opens over an encrypted line, without a name or a password in it."""
    return re.fullmatch(_WEB, address) is not None


def link_target(course: Course) -> Iterator[Diagnostic]:
    """A link leads to a place where links may not lead.

    Why: a package runs on the LMS's own site, often offline and behind a council's firewall. Links lead to pages of
    the module, words of the glossary, files in `media/`, telephones, e-mail and secure web sites; `javascript:`,
    `data:` and `file:` would be a danger, and `http:` or a bare file name would not work.

    Example: `[the guide](http://example.org/guide)`, `[steps](#steps)`, `[poster](../poster.pdf)`

    Instead: `[the guide](https://example.org/guide)`, `[steps](page:L1-05)`, `[poster](media/poster.pdf)`
    """
    pages = ((module.slug, page) for module in course.contents for page in module.pages)
    files = {(slug, page.where.path.rpartition("/")[2]): page.id for slug, page in pages}
    for link in course.references:
        if not may_lead_to(link.target):
            hint = "it can start with page:, term:, media/, https://, mailto:, or tel: and digits"
            # Wikis and editors link to files.
            name = unquote(link.target.partition("#")[0]).rpartition("/")[2]
            if own := files.get((link.module, name)):
                hint = f"that file is the page {own}: write page:{own}"
            elif link.target.startswith("#"):
                hint = f"a heading has no address: lead to its page, page:{link.page}"
            elif is_web_address(f"https://{link.target}") and link.target.startswith("www."):
                hint = f"write https://{link.target}"
            elif may_lead_to(f"mailto:{link.target}"):
                hint = f"write mailto:{link.target}"
            elif is_web_address(link.target.replace(" ", "%20")):
                hint = "write %20 in the place of each space"
            elif file := _FILE.fullmatch(link.target):
                hint = f"put the file into the folder media, and write media/{file['name']}"
            yield error("link-target", link.where, f"a link cannot lead to {link.target!r}", hint)
