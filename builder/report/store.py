"""Reads the statements of a course from a learning record store, page by page, and comes to an end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from builder.diagnostics import Location
from builder.lrs.client import Client, NoAnswer, Reply
from builder.report.book import CodeBook, NotReportable
from builder.report.problems import store_unreadable

#: Statements a page: with all their texts some 3 kB each.
_A_PAGE = 200
#: More than any store holds of one course; a store that goes on and on must not fill this machine, or keep it for days.
MOST, MOST_PAGES = 2_000_000, 40_000


def statements_from(client: Client, book: CodeBook) -> Iterator[Any]:
    """Yield the statements about the modules of *book*; raise NotReportable where the store does not give them all.

    Each module is asked for, because what cmi5 defines names the module and not the course (cmi5 10.2.1).
    """
    where = Location(client.account.endpoint)
    read = pages = 0
    for module in book.modules:
        asked = {"activity": module, "related_activities": "true", "limit": str(_A_PAGE), "ascending": "true"}
        seen, known = set[str](), set[str]()
        try:
            page = _page(client.send("GET", "statements", asked))
            while True:
                ids = {str(each.get("id")) for each in page["statements"] if isinstance(each, dict)}
                yield from page["statements"]
                read, pages = read + len(page["statements"]), pages + 1
                more = page.get("more") or ""
                if not more:
                    break
                if not isinstance(more, str):
                    raise NoAnswer("what it answers is no page of statements")
                if more in seen or ids <= known or read > MOST or pages > MOST_PAGES:
                    raise NoAnswer("its pages do not come to an end")
                seen.add(more)
                known |= ids
                page = _page(client.follow(more))
        except NoAnswer as problem:
            raise NotReportable(store_unreadable(where, str(problem))) from problem


def _page(reply: Reply) -> dict[str, Any]:
    """Return a page of statements (xAPI-Data 2.5); raise NoAnswer for anything else."""
    if reply.status in (401, 403):
        raise NoAnswer(f"the key may not read statements (status {reply.status})")
    if reply.status != 200:
        raise NoAnswer(f"it answers with the status {reply.status}")
    try:
        page = json.loads(reply.body)
    except (ValueError, RecursionError):
        page = None
    if not isinstance(page, dict) or not isinstance(page.get("statements"), list):
        raise NoAnswer("what it answers is no page of statements")
    return page
