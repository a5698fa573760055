"""The rules for a SCORM 1.2 package that its schemas cannot express.

Sources: SCORM 1.2 Content Aggregation Model; what LMSs do with packages that break them, reference/lms-facts.md and
reference/standards.md 1.1 and 1.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from lxml import etree

from builder.diagnostics import Diagnostic, Location
from builder.formats.scorm12 import CONTROL_DOCUMENTS
from builder.verify.package import Package
from builder.verify.problems import manifests
from builder.verify.references import file_meant, is_external
from builder.verify.schemas import scorm12_schema
from builder.verify.xml_file import judge_by_schema, judge_characters, line_of

MANIFEST = "imsmanifest.xml"
_IMSCP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
_ADLCP = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


def judge(package: Package, root: etree._Element) -> Iterator[Diagnostic]:
    """Yield every problem of a SCORM 1.2 package whose manifest has the root *root*."""
    yield from judge_by_schema(package, MANIFEST, root, schema=scorm12_schema())
    yield from judge_characters(package, MANIFEST)
    for rule in (_prefixes, _control_documents, _titles, _references, _scos, _mastery_scores, _files):
        yield from rule(package, root)


def _prefixes(package: Package, root: etree._Element) -> Iterator[Diagnostic]:
    for element in root.iter(f"{_IMSCP}*"):
        if element.prefix:
            yield manifests.unusual_prefix(_where(package, element), element.prefix)
            break
    for element in root.iter():
        for prefix, namespace in element.nsmap.items():
            if f"{{{namespace}}}" == _ADLCP and prefix != "adlcp":
                yield manifests.unusual_prefix(_where(package, element), prefix or "")
                return


def _control_documents(package: Package, root: etree._Element) -> Iterator[Diagnostic]:
    for name in CONTROL_DOCUMENTS:
        if name not in package.files:
            yield manifests.control_document_missing(_where(package, root), name)


def _titles(package: Package, root: etree._Element) -> Iterator[Diagnostic]:
    for titled in chain(root.iter(f"{_IMSCP}organization"), root.iter(f"{_IMSCP}item")):
        if (titled.findtext(f"{_IMSCP}title") or "").strip() in ("", "0"):
            yield manifests.empty_title(_where(package, titled))


def _references(package: Package, root: etree._Element) -> Iterator[Diagnostic]:
    organizations = {element.get("identifier") for element in root.iter(f"{_IMSCP}organization")}
    resources = {element.get("identifier") for element in root.iter(f"{_IMSCP}resource")}
    for tag, attribute, known in (
        ("organizations", "default", organizations),
        ("item", "identifierref", resources),
        ("dependency", "identifierref", resources),
    ):
        for element in root.iter(_IMSCP + tag):
            target = element.get(attribute)
            if target is not None and target not in known:
                yield manifests.dangling_reference(_where(package, element), attribute, target)


def _scos(package: Package, root: etree._Element) -> Iterator[Diagnostic]:
    resources = list(root.iter(f"{_IMSCP}resource"))
    scos = [element for element in resources if element.get(f"{_ADLCP}scormtype") == "sco"]
    items = [element for element in root.iter(f"{_IMSCP}item") if element.get("identifierref")]
    if not scos or scos[0] is not resources[0]:
        fact = "the first resource is not a SCO" if scos else "no resource is a SCO"
        yield manifests.sco_missing(_where(package, resources[0] if resources else root), fact)
    elif not items or items[0].get("identifierref") != scos[0].get("identifier"):
        fact = "the first item does not launch the first resource" if items else "no item launches a resource"
        yield manifests.sco_missing(_where(package, items[0] if items else root), fact)
    elif not scos[0].get("href"):
        yield manifests.sco_missing(_where(package, scos[0]), "the SCO has no launch file")
    if len(scos) > 1:
        yield manifests.several_scos(_where(package, scos[1]), len(scos))


def _mastery_scores(package: Package, root: etree._Element) -> Iterator[Diagnostic]:
    for element in root.iter(f"{_ADLCP}masteryscore"):
        score = (element.text or "").strip()
        number, _, decimals = score.partition(".")
        digits = number.isascii() and number.isdecimal() and (not decimals or decimals.isdecimal())
        if not digits or not 0 <= float(score) <= 100:
            yield manifests.mastery_score_range(_where(package, element), score)


def _files(package: Package, root: etree._Element) -> Iterator[Diagnostic]:
    """Every file that the manifest names is there, and every file that is there is named."""
    listed = {MANIFEST}
    for resource in root.iter(f"{_IMSCP}resource"):
        parent = resource.getparent()
        base = ((parent.get(_XML_BASE) if parent is not None else None) or "") + (resource.get(_XML_BASE) or "")
        for element in chain((resource,), resource.iter(f"{_IMSCP}file")):
            href = element.get("href")
            if not href:
                continue
            if is_external(href):
                yield manifests.external_launch(_where(package, element), href)
                continue
            path = file_meant(href, base)
            if path not in package.files:
                yield manifests.missing_package_file(_where(package, element), path, package.spelt_otherwise(path))
            listed.add(path)
    for name in sorted(package.files.keys() - listed):
        # Schemas are not content, and content packages do not list them (IMS Content Packaging 1.1.2, best practice
        # 2.2).
        if not name.endswith((".xsd", ".dtd")):
            yield manifests.unlisted_file(package.where(name))


def _where(package: Package, element: etree._Element) -> Location:
    return package.where(MANIFEST, line_of(element))
