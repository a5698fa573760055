"""Record stores, each with the habits that were measured (docs/facts.md#stores-answer-in-ways-of-their-own)."""

from __future__ import annotations

import json
from dataclasses import dataclass

from builder.preview.lrs import Lrs, StoreAnswer


class AdlLrs(Lrs):
    """Calls whatever it answers a web page, an empty 204 too."""

    def answer(
        self, method: str, path: str, query: dict[str, str], headers: dict[str, str], body: bytes
    ) -> StoreAnswer:
        status, given, text = super().answer(method, path, query, headers, body)
        return status, given | {"Content-Type": "text/html; charset=utf-8"}, text


class XapiLrs(Lrs):
    """Keeps JSON parsed, and gives it back in its own spelling; a document needs no ETag to be replaced."""

    def answer(
        self, method: str, path: str, query: dict[str, str], headers: dict[str, str], body: bytes
    ) -> StoreAnswer:
        if (method, path) == ("PUT", "activities/state"):
            body = json.dumps(json.loads(body), indent=1).encode()
            if not any(name.lower() == "if-match" for name in headers):
                self.documents.clear()
        return super().answer(method, path, query, headers, body)


@dataclass
class BusyLrs(Lrs):
    """Takes no more than ``most`` requests in a row, and then some time none."""

    #: What it adds to a refusal.
    says: tuple[tuple[str, str], ...] = (("Retry-After", "1"),)
    most: int = 4
    taken: int = 0
    refusals: int = 0

    def trouble(self) -> StoreAnswer | None:
        self.taken += 1
        if self.taken % (self.most + 1) == 0:
            self.refusals += 1
            return 429, dict(self.says), b""
        return super().trouble()


def store(name: str) -> Lrs:
    """Return a store of the kind *name*, which holds nothing yet."""
    kinds: dict[str, type[Lrs]] = {"adl-lrs": AdlLrs, "xapi-lrs": XapiLrs, "busy": BusyLrs}
    return BusyLrs(says=()) if name == "busy-mute" else kinds[name]()
