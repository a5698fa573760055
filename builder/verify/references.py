"""From a reference as it is written in XML, HTML or CSS to the name of a file in the package."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

_SCHEME_OR_HOST = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
#: RFC 3987 leaves much open; what every LRS measured insists on is a scheme and something behind it, without spaces.
_ABSOLUTE_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


def is_external(reference: str) -> bool:
    """Say whether *reference* names a scheme or a host, and so leads out of the package."""
    return bool(_SCHEME_OR_HOST.match(reference.strip()))


def file_meant(reference: str, base: str = "") -> str:
    """Return the name of the file that *reference* means, seen from the folder *base*.

    A query and a fragment are for the page itself and are left out. A name that begins with ``..`` is outside of the
    package.
    """
    path = re.split(r"[?#]", reference.strip(), maxsplit=1)[0]
    return posixpath.normpath(posixpath.join(base, unquote(path)))


def is_absolute_iri(text: str) -> bool:
    """Say whether *text* is an IRI that stands for itself, as every LRS wants ids to be."""
    return bool(_ABSOLUTE_IRI.fullmatch(text))
