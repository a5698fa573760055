"""What learners do in the tests of several faults."""

from __future__ import annotations

from tests.faults.device import Device
from tests.faults.visit import Visit

KEPT = "Not sent yet – kept on this device"
#: What is said where all has arrived, if not "Saved" alone. A first request that begins behind the call, and not within
#: it, proves nothing yet (docs/decisions/029-what-counts-as-proof.md): so it is in Open edX, and in Firefox wherever an
#: LMS asks by fetch.
SAID = {"openedx": ("Saved", "Sent"), "sa-async": ("Saved", "Sent"), "xframe": ("Sent",)}
#: A browser without Web Locks: an old one, or any where the LMS has no HTTPS.
NO_LOCKS = "Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });"


def begun(device: Device, profile: str = "strict12") -> Visit:
    """Return a visit that has left something in the LMS."""
    visit = device.open(profile).connected()
    visit.practise()
    visit.go_on()
    calm(visit)
    visit.pass_time(1)
    return visit


def calm(visit: Visit) -> Visit:
    """Wait until the page has nothing left to send."""
    return visit.until(*SAID.get(visit.profile, ("Saved",)))


def everything_is_there(visit: Visit) -> None:
    """Wait until the LMS holds what was ever known of the learner."""
    calm(visit)
    assert not visit.device.judge.lacks(visit.held("state"), visit.device.watch.known)


def begin_check(visit: Visit, answers: int = 1) -> str:
    """Begin the check, answer some of it, and return the question that comes next."""
    visit.open_page("M1-04")
    visit.view.get_by_role("button", name="Start the check").click()
    for _ in range(answers):
        visit.answer_next(visit.device.bank, rightly=True)
    return str(visit.view.locator(".check legend").text_content())


def go_on_with_check(visit: Visit) -> str:
    """Go on with the check, and return the question that is asked."""
    visit.connected()
    visit.view.get_by_role("button", name="Continue the check").click()
    return str(visit.view.locator(".check legend").text_content())
