"""What pages may load, in the words of a Content-Security-Policy."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import replace

from builder.render.bundle import Bundle


def policy(bundle: Bundle, *, scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Return the page's Content-Security-Policy: nothing but this package, and the LRS where the format has one.

    Source: docs/decisions/025-nothing-from-elsewhere.md; docs/facts.md#a-strict-policy-works-inside-an-lms.
    """
    return "; ".join(
        (
            "default-src 'none'",
            " ".join((f"script-src {bundle.own}", *map(_hash_source, scripts))),
            " ".join((f"style-src {bundle.own}", *map(_hash_source, styles))),
            f"img-src {bundle.own} data:",
            f"media-src {bundle.own}",
            f"font-src {bundle.own}",
            f"connect-src 'self' {bundle.connect}".rstrip(),
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash_source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def plain_policy(bundle: Bundle) -> str:
    """Return the policy of pages that run no script and ask for nothing."""
    return policy(replace(bundle, connect=""), scripts=(), styles=())
