"""Links to pages of other modules: each module is a package of its own, so learners read where such a page stands."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup

from builder.model.course import Course, Module, Page
from builder.render.markdown import Fill
from builder.words import Words

#: A link within the module, as ``builder.render.markdown`` writes it. No link stands in another one.
_LINK = re.compile(r'<a href="#([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


def pages_elsewhere(course: Course, module: Module) -> Mapping[str, tuple[Page, Module]]:
    """Return the pages that *module* does not have, by their ids, each with the module that has it."""
    own = {page.id for page in module.pages}
    return {page.id: (page, other) for other in course.contents for page in other.pages if page.id not in own}


def with_pages_elsewhere(
    html: Markup, elsewhere: Mapping[str, tuple[Page, Module]], words: Words, fill: Fill
) -> Markup:
    """Return *html* with words in the place of each link to a page that is *elsewhere*: what it is called, where.

    *fill* fills in the facts in titles.
    """

    def told(link: re.Match[str]) -> str:
        page, module = elsewhere.get(link[1], (None, None))
        if page is None or module is None:
            return link[0]
        # What stands in a link is our own markup, escaped before.
        return words("page.elsewhere", text=Markup(link[2]), page=fill(page.title), module=fill(module.title))  # noqa: S704

    return Markup(_LINK.sub(told, str(html))) if '<a href="#' in html else html  # noqa: S704 - escaped before
