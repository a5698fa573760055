"""The rules for ``cmi5.xml`` that a grammar cannot express.

Source: the cmi5 specification, sections 8.1, 13 and 14; docs/facts.md#what-a-cmi5xml-says and
docs/facts.md#catapult-looks-for-the-literal-url.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from lxml import etree

from builder.diagnostics import Diagnostic, Location
from builder.formats.cmi5 import MANIFEST
from builder.tracking import load_tracking
from builder.verify.package import Package
from builder.verify.problems import cmi5 as problems
from builder.verify.problems import manifests
from builder.verify.references import file_meant, is_absolute_iri, is_external
from builder.verify.schemas import grammar
from builder.verify.verifier import Verifier
from builder.verify.xml_file import judge_by_schema, judge_characters, line_of, read_xml

_CMI5 = "{https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd}"
_DECIMALS = re.compile(r"[01]?(\.\d{1,4}0*)?")


def judge(package: Package) -> Iterator[Diagnostic]:
    """Yield every problem of a cmi5 package."""
    root = read_xml(package, MANIFEST)
    yield from judge_by_schema(package, MANIFEST, root, schema=grammar("cmi5"))
    yield from judge_characters(package, MANIFEST)
    for rule in (_ids, _titles, _objectives, _addresses, _mastery_scores):
        yield from rule(package, root)


def _ids(package: Package, root: etree._Element) -> Iterator[Diagnostic]:
    for tag in ("course", "block", "objective", "au"):
        seen: set[str] = set()
        for element in root.iter(_CMI5 + tag):
            # Inside a block or unit, an objective only names one of the course's by its idref.
            iri = (element.get("id") or "").strip()
            if iri and not is_absolute_iri(iri):
                yield manifests.relative_iri(_where(package, element), iri)
            if iri in seen:
                yield problems.duplicate_iri(_where(package, element), tag, iri)
            if iri:
                seen.add(iri)


def _titles(package: Package, root: etree._Element) -> Iterator[Diagnostic]:
    for tag in ("title", "description"):
        for element in root.iter(_CMI5 + tag):
            texts = [(text.text or "").strip() for text in element.iter(f"{_CMI5}langstring")]
            if not all(texts):
                yield problems.empty_words(_where(package, element), tag)


def _objectives(package: Package, root: etree._Element) -> Iterator[Diagnostic]:
    known = {(element.get("id") or "").strip() for element in root.iter(f"{_CMI5}objective")}
    for element in root.iter(f"{_CMI5}objective"):
        target = element.get("idref")
        if target is not None and target.strip() not in known:
            yield manifests.dangling_reference(_where(package, element), "idref", target)


def _addresses(package: Package, root: etree._Element) -> Iterator[Diagnostic]:
    for element in root.iter(f"{_CMI5}url"):
        if address := (element.text or "").strip():
            yield from _address(package, _where(package, element), address)


def _address(package: Package, where: Location, address: str) -> Iterator[Diagnostic]:
    try:
        parts = urlsplit(address)
        names = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
    except ValueError:
        yield problems.invalid_address(where, address)
        return
    for name in names:
        if name in load_tracking().cmi5.launch_parameters:
            yield problems.reserved_parameter(where, name)
    if is_external(address):
        if parts.scheme in ("http", "https") and parts.netloc:
            yield manifests.external_launch(where, address, package.severity)
        else:
            yield problems.invalid_address(where, address)
        return
    literal, path = address.partition("?")[0], file_meant(address.replace("\\", "/"))
    if literal in package.files:
        return
    if path in package.files:
        yield problems.address_not_literal(where, address, path)
    else:
        yield manifests.missing_package_file(where, path, package.spelt_otherwise(path))


def _mastery_scores(package: Package, root: etree._Element) -> Iterator[Diagnostic]:
    for element in root.iter(f"{_CMI5}au"):
        score = element.get("masteryScore")
        if score is not None and not _DECIMALS.fullmatch(score.strip()):
            yield problems.mastery_score_form(_where(package, element), score)


def _where(package: Package, element: etree._Element) -> Location:
    return package.where(MANIFEST, line_of(element))


#: No other standard has a file of this name.
VERIFIER = Verifier(recognises=lambda package: True, judge=judge)
