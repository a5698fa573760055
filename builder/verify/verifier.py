"""What verifies the packages of a format: a value, not a class to inherit from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from builder.diagnostics import Diagnostic
from builder.verify.package import Package


@dataclass(frozen=True)
class Verifier:
    """How a format's packages are told from others with a manifest of the same name, and what is wrong with them.

    Both take a package that has the format's manifest at its top, and may raise XmlRefusedError where that is XML. Each
    file of ``builder/verify`` with a format's name ends in ``VERIFIER = Verifier(...)``.
    """

    recognises: Callable[[Package], bool]
    judge: Callable[[Package], Iterator[Diagnostic]]


def verifier_of(name: str) -> Verifier:
    """Return the verifier of the format *name*: that in the file of the same name, loaded when it is first needed."""
    return cast(Verifier, import_module(f"builder.verify.{name}").VERIFIER)
