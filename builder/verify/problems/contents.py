"""What can be wrong with the content of a package that coursepack built."""

from __future__ import annotations

from builder.diagnostics import Consequence, Diagnostic, Location, Severity, warning
from builder.verify.consequences import at_a_cost


def foreign_package(where: Location) -> Diagnostic:
    """The package was made by another tool, so its content was not judged.

    Why: the zip, the manifest and what they say of each other are judged in every package. How its pages behave is
    known here only for packages that coursepack built.

    Example: a package from an authoring tool.

    Instead: nothing needs to be done; try it in your LMS.
    """
    return warning(
        "foreign-package", where, "was made by another tool: its zip and manifest were judged, its content not"
    )


def weak_policy(where: Location, fact: str) -> Diagnostic:
    """A page has no Content-Security-Policy, or one that lets more through than a course needs.

    Why: a package runs on the LMS's own address, next to everybody's session. The policy keeps whatever slips into
    the text from running as a script, and keeps the page from calling any address but the LMS's or LRS's.

    Example: `script-src 'unsafe-inline'`; `img-src *`; a policy that stands behind the first script, or in a page that
    a browser reads in another encoding.

    Instead: build the package again with an unchanged template.
    """
    return at_a_cost("weak-policy", where, fact, "build the package again")


def blocked_by_policy(where: Location, fact: str) -> Diagnostic:
    """A page holds something that its own Content-Security-Policy forbids.

    Why: the browser leaves it out without a word, so the page looks or behaves differently from what was meant.

    Example: a `style="..."` attribute; an inline script whose hash is not in the policy.

    Instead: use a class, or a file of its own.
    """
    return at_a_cost("blocked-by-policy", where, fact, "use a class, or a file of its own")


def active_content(where: Location, fact: str, severity: Severity) -> Diagnostic:
    """A drawing or a document in the package runs or loads something when it is opened.

    Why: whoever follows a link to the file opens it on the LMS's own address, next to their session, and no page's
    policy is around it. coursepack packs none of these; other tools may mean it.

    Example: `media/map.svg` with `<script>`, with `onload=`, or with `<?xml-stylesheet href="..."?>`; an `.xhtml` file.

    Instead: save the drawing anew, without scripts, styles from elsewhere and links.
    """
    hint = "save it anew without scripts, links and what it loads"
    consequence = Consequence.AT_A_COST if severity is Severity.ERROR else Consequence.UNTIDY
    return Diagnostic(where, "active-content", severity, fact, hint, consequence)


def external_reference(where: Location, address: str) -> Diagnostic:
    """A page loads something from another server, or links to an address that is not safe.

    Why: councils' networks block other servers, and a request to one tells it who is learning. `http:` and
    `javascript:` links are not safe to follow.

    Example: `<img src="https://example.org/map.png">`; `<a href="http://example.org">`.

    Instead: put the file into the package's `media/`; link with `https:`, `mailto:`, `sms:` or `tel:`.
    """
    return at_a_cost(
        "external-reference", where, f"{address!r} leads out of the package", "put the file into the package"
    )


def broken_reference(where: Location, target: str, similar: str = "") -> Diagnostic:
    """A page points at a file or a place that is not in the package.

    Why: the learner sees a broken picture, or a link that does nothing. Capital and small letters count.

    Example: `<a href="#L1-99">` where no part of the page has the id `L1-99`.

    Instead: build the package again.
    """
    hint = f"did you mean {similar!r}?" if similar else "put the file into the package, or take the address out"
    return at_a_cost("broken-reference", where, f"{target!r} is not in the package", hint)


def player_data_invalid(where: Location, fact: str) -> Diagnostic:
    """What the page tells the player is missing or is not what this player understands.

    Why: without it, no progress can be recorded.

    Example: an `index.html` of one build beside a `player.js` of another.

    Instead: build the package again.
    """
    return at_a_cost("player-data-invalid", where, fact, "build the package again")


def build_mismatch(where: Location, build: str, expected: str) -> Diagnostic:
    """Files of two builds are mixed in one package.

    Why: the player would look for pages and questions that are not there.

    Example: a `bank.json` copied from an older package.

    Instead: build the package again, and change nothing in it by hand.
    """
    return at_a_cost(
        "build-mismatch", where, f"is of build {build!r}, and index.html of {expected!r}", "build it again"
    )


def state_too_long(where: Location, length: int, limit: int) -> Diagnostic:
    """What a learner can do in the module does not fit into the saved state.

    Why: an LMS cuts off or refuses what is too long, and the learner starts again from nothing. SCORM 1.2 allows 4,096
    characters; a quarter of that is the limit here.

    Example: a module of 90 pages with a check that draws 50 questions of 12 options.

    Instead: divide the module in two, or let the check draw fewer questions.
    """
    message = f"the saved state of a learner can reach {length:,} characters; the limit is {limit:,}"
    return at_a_cost("state-too-long", where, message, "divide the module, or draw fewer questions in its check")


def state_uncountable(where: Location, fact: str) -> Diagnostic:
    """The module has more parts than the saved state can count.

    Why: it counts at most 255 pages, 255 questions on pages, 63 questions in a check, and 63 bits in one answer.

    Example: a `match` of 12 items with more than 30 labels to choose from.

    Instead: divide the module or the question.
    """
    return at_a_cost("state-uncountable", where, fact, "divide the module or the question")


def state_miscounted(where: Location, said: int, found: int) -> Diagnostic:
    """The package says another length of its saved state than it has.

    Why: the number is what the promise to fit into every LMS rests on.

    Example: a `bank.json` that was changed by hand.

    Instead: build the package again.
    """
    message = f"says that its state needs {said:,} characters, and it needs {found:,}"
    return at_a_cost("state-miscounted", where, message, "build the package again")


def package_size(where: Location, size: int, limit: int) -> Diagnostic:
    """The package is heavier than a course should be, video and audio aside.

    Why: every learner loads it, some over a phone in a place with little signal.

    Example: a module with ten photographs of 60 KB each.

    Instead: make its pictures smaller, or divide it.
    """
    message = f"has {size:,} bytes without video and audio; the budget is {limit:,}"
    return warning(
        "package-size",
        where,
        message,
        "make its pictures smaller, or divide the module",
        consequence=Consequence.AT_A_COST,
    )
