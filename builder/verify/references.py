"""From a reference as it is written in XML, HTML or CSS to the name of a file in the package."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

_SCHEME_OR_HOST = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


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
