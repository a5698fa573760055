"""Tagged PDFs, made by typst from data and a template of ``scorm_templates/documents``.

typst carries its own letters and is given nothing else of this machine: no fonts, no clock, no network.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import typst

#: What a template says when something does not fit into its place at any size of letters.
_TOO_LONG = "TOO LONG"
#: What typst says of a letter that none of its fonts has: PDF/UA-1 allows no empty box in its place.
_NO_SIGN = re.compile(r'the text `"(.*)"` could not be displayed')
_PAGE = re.compile(rb"/Type\s*/Page\b")
#: What typst has worked out is kept until so many documents have not asked for it (``comemo::evict``, in typst-py).
_KEPT_FOR = 10


class PageOverflow(Exception):
    """The words need more room than the document has. The text says what is missing."""


class UnprintableLetter(Exception):
    """The words have a letter that the fonts of documents do not have. The text says which, and where."""


def make_pdf(name: str, data: Mapping[str, Any], *, pages: int) -> bytes:
    """Return the template *name*, filled with what JSON can hold, as PDF/UA-1: for the same data, the same bytes.

    Raises PageOverflow if it has more than *pages* pages, or if the template measured that something is too long, and
    UnprintableLetter.
    """
    made = _compiled(name, json.dumps(data, ensure_ascii=False, sort_keys=True))
    found = len(_PAGE.findall(made))
    if found > pages:
        raise PageOverflow(f"it needs {found} pages, and may have {pages}")
    return made


@lru_cache(maxsize=32)
def _compiled(name: str, data: str) -> bytes:
    """Return a document, made once for the modules that offer it; the cards of a hundred editions are not kept."""
    import typst  # not at the top: a course without documents does not pay for it

    template = files("scorm_templates").joinpath(f"documents/{name}.typ").read_bytes()
    try:
        made = typst.compile(
            template, font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"data": data}, pdf_standards="ua-1"
        )
    except typst.TypstError as error:
        if _TOO_LONG in str(error):
            raise PageOverflow("its words do not fit in the smallest letters that it may have") from error
        if missing := _NO_SIGN.search(str(error)):
            raise UnprintableLetter(f"{json.loads(data)['title']} has {missing[1]!r}") from error
        raise
    finally:
        # 7 MB for each card, and finding them takes the next one longer than working them out.
        empty = typst.Compiler(font_paths=_fonts(), ignore_system_fonts=True)
        for _ in range(_KEPT_FOR):
            empty.compile(b"", format="svg")
    return bytes(made)


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False)
