"""What a browser's pages ask for, and what goes wrong in them."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Error, Frame, Page, Request

#: Firefox counts among errors what a policy of the LMS stopped, and a page that came in the place of saving.js; how
#: that is done without is the matter of F59 and F60.
BLOCKED = ("settings blocked", "/saving.js” was blocked because of a disallowed MIME type")


@dataclass
class Overheard:
    """Everything of one visit, from the LMS's page and the course's."""

    errors: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    in_flight: set[Request] = field(default_factory=set)

    def listen(self, page: Page) -> None:
        """Note what goes wrong in *page*, and what it asks for."""
        page.on("pageerror", self._complained)
        page.on("request", self._asked)
        for event in ("requestfinished", "requestfailed"):
            page.on(event, self._answered)
        page.on("framenavigated", self._moved)

    def _complained(self, error: Error) -> None:
        if not any(words in str(error) for words in BLOCKED):
            self.errors.append(str(error))

    def _moved(self, frame: Frame) -> None:
        # A page that is gone takes its requests with it, and Firefox does not say of each what became of it.
        self.in_flight = {request for request in self.in_flight if not is_gone(request, frame)}

    def _answered(self, request: Request) -> None:
        self.in_flight.discard(request)

    def _asked(self, request: Request) -> None:
        self.addresses.append(request.url)
        # Nobody hears whether a beacon arrived.
        if request.resource_type != "ping":
            self.in_flight.add(request)


def is_gone(request: Request, moved: Frame) -> bool:
    """Say whether *request* was made by a page of which the last was seen when the frame *moved* opened another."""
    try:
        return request.frame == moved or request.frame.is_detached()
    except Error:  # it is on its way to be the page of a frame
        return False
