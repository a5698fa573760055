"""The rules for ``tincan.xml`` that a grammar cannot express.

Source: Rustici's launch description ``lms_lrs.md``, and what launchers do; docs/facts.md#what-a-tincanxml-says and
docs/facts.md#tin-can-files-of-other-tools.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from builder.diagnostics import Diagnostic, Location, Severity
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
    yield from judge_by_schema(package, MANIFEST, root, schema=grammar("xapi"), severity=package.severity)
    yield from judge_characters(package, MANIFEST)
    activities = list(root.iter(f"{_TINCAN}activity"))
    launched = [activity for activity in activities if _launches(activity)]
    for activity in activities:
        yield from _activity(package, activity, Severity.ERROR if activity in launched[:1] else package.severity)
    yield from _launch(package, activities, launched)


def _launches(activity: etree._Element) -> bool:
    return any((launch.text or "").strip() for launch in activity.iterchildren(f"{_TINCAN}launch"))


def _activity(package: Package, activity: etree._Element, severity: Severity) -> Iterator[Diagnostic]:
    """Only what is launched has to have what launchers need; the others are for reports."""
    where = _where(package, activity)
    if (iri := (activity.get("id") or "").strip()) and not is_absolute_iri(iri):
        yield manifests.relative_iri(where, iri, severity)
    if (iri := (activity.get("type") or "").strip()) and not is_absolute_iri(iri):
        yield manifests.relative_iri(where, iri, package.severity)
    if (activity.findtext(f"{_TINCAN}name") or "").strip() in ("", "0"):
        yield manifests.empty_title(where, severity)


def _launch(package: Package, activities: list[etree._Element], launched: list[etree._Element]) -> Iterator[Diagnostic]:
    if not launched:
        yield manifests.launch_count(package.where(MANIFEST), "no activity can be launched")
        return
    if len(launched) > 1:
        fact = f"{len(launched)} activities can be launched"
        yield manifests.launch_count(_where(package, launched[1]), fact, package.severity)
    if launched[0] is not activities[0]:
        fact = "the first activity cannot be launched"
        yield manifests.launch_count(_where(package, activities[0]), fact, package.severity)
    for launch in (each for activity in launched for each in activity.iterchildren(f"{_TINCAN}launch")):
        where, address = _where(package, launch), (launch.text or "").strip()
        path = file_meant(address.replace("\\", "/"))
        if is_external(address):
            yield manifests.external_launch(where, address, package.severity)
        elif address and path not in package.files:
            yield manifests.missing_package_file(where, path, package.spelt_otherwise(path))
        elif "\\" in address:
            yield manifests.backslash_in_address(where, address)


def _where(package: Package, element: etree._Element) -> Location:
    return package.where(MANIFEST, line_of(element))


VERIFIER = Verifier(recognises=recognises, judge=judge)
