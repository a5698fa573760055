"""The rules for ``tincan.xml`` that a grammar cannot express.

Source: Rustici's launch description ``lms_lrs.md``, and what launchers do; docs/facts.md#what-a-tincanxml-says.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from builder.diagnostics import Diagnostic, Location
from builder.formats.xapi import MANIFEST
from builder.verify.package import Package
from builder.verify.problems import manifests
from builder.verify.references import file_meant, is_absolute_iri, is_external
from builder.verify.schemas import grammar
from builder.verify.verifier import Verifier
from builder.verify.xml_file import judge_by_schema, judge_characters, line_of, read_xml

_TINCAN = "{http://projecttincan.com/tincan.xsd}"


def recognises(package: Package) -> bool:
    """Say whether ``tincan.xml`` has the namespace that launchers look for."""
    return read_xml(package, MANIFEST).tag == f"{_TINCAN}tincan"


def judge(package: Package) -> Iterator[Diagnostic]:
    """Yield every problem of an xAPI package."""
    root = read_xml(package, MANIFEST)
    yield from judge_by_schema(package, MANIFEST, root, schema=grammar("xapi"))
    yield from judge_characters(package, MANIFEST)
    for rule in (_iris, _names, _launch):
        yield from rule(package, list(root.iter(f"{_TINCAN}activity")))


def _iris(package: Package, activities: list[etree._Element]) -> Iterator[Diagnostic]:
    for activity in activities:
        for iri in filter(None, (activity.get("id"), activity.get("type"))):
            if not is_absolute_iri(iri):
                yield manifests.relative_iri(_where(package, activity), iri)


def _names(package: Package, activities: list[etree._Element]) -> Iterator[Diagnostic]:
    for activity in activities:
        if (activity.findtext(f"{_TINCAN}name") or "").strip() in ("", "0"):
            yield manifests.empty_title(_where(package, activity))


def _launch(package: Package, activities: list[etree._Element]) -> Iterator[Diagnostic]:
    launched = [activity for activity in activities if activity.find(f"{_TINCAN}launch") is not None]
    if not launched:
        yield manifests.launch_count(package.where(MANIFEST), "no activity can be launched")
        return
    if len(launched) > 1:
        yield manifests.launch_count(_where(package, launched[1]), f"{len(launched)} activities can be launched")
    if launched[0] is not activities[0]:
        yield manifests.launch_count(_where(package, activities[0]), "the first activity cannot be launched")
    for launch in launched[0].iter(f"{_TINCAN}launch"):
        where, address = _where(package, launch), (launch.text or "").strip()
        path = file_meant(address)
        if is_external(address):
            yield manifests.external_launch(where, address)
        elif path not in package.files:
            yield manifests.missing_package_file(where, path, package.spelt_otherwise(path))


def _where(package: Package, element: etree._Element) -> Location:
    return package.where(MANIFEST, line_of(element))


VERIFIER = Verifier(recognises=recognises, judge=judge)
