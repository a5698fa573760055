"""The rules for ``imsmanifest.xml`` that schemas cannot express, and that hold in every version of SCORM.

Sources: IMS Content Packaging; what LMSs do with packages that break them:
docs/facts.md#a-manifest-stands-at-the-top-of-the-zip, docs/facts.md#prefixes-are-compared-as-text,
docs/facts.md#lmss-launch-the-first, docs/facts.md#moodle-imports-what-cannot-be-launched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from lxml import etree

from builder.diagnostics import Diagnostic, Location
from builder.formats.manifest import IMS_MANIFEST
from builder.verify.package import Package
from builder.verify.problems import manifests
from builder.verify.references import file_meant, is_external
from builder.verify.xml_file import line_of, read_xml

_SPACES = ("{http://www.imsproject.org/xsd/imscp_rootv1p1p2}", "{http://www.imsglobal.org/xsd/imscp_v1p1}")
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


@dataclass(frozen=True)
class Dialect:
    """What a version of SCORM calls things: namespaces, in braces, and the attribute that tells a SCO from an asset.

    ``prefixes`` holds, by namespace, the only prefix that LMSs know; ``control_documents`` must stand at the root.
    """

    imscp: str
    sco_attribute: str
    prefixes: Mapping[str, str]
    control_documents: Sequence[str]


def read_manifest(package: Package) -> etree._Element:
    """Return the root of the manifest; raise XmlRefusedError if it cannot be read."""
    return read_xml(package, IMS_MANIFEST)


def version_of(root: etree._Element) -> str:
    """Return the version of SCORM that a manifest says it is of, in either namespace, or ""."""
    versions = (root.findtext(f"{space}metadata/{space}schemaversion") for space in _SPACES)
    return next((version.strip() for version in versions if version), "")


def judge_manifest(package: Package, root: etree._Element, dialect: Dialect) -> Iterator[Diagnostic]:
    """Yield every problem of the manifest whose root is *root*, and of the files that it names."""
    for rule in (_prefixes, _control_documents, _titles, _references, _scos, _files):
        yield from rule(package, root, dialect)


def where(package: Package, element: etree._Element) -> Location:
    """Return where *element* of the manifest stands."""
    return package.where(IMS_MANIFEST, line_of(element))


def _prefixes(package: Package, root: etree._Element, dialect: Dialect) -> Iterator[Diagnostic]:
    for element in root.iter(f"{dialect.imscp}*"):
        if element.prefix:
            yield manifests.unusual_prefix(where(package, element), element.prefix)
            break
    for element in root.iter():
        for prefix, namespace in element.nsmap.items():
            if prefix != dialect.prefixes.get(f"{{{namespace}}}", prefix):
                yield manifests.unusual_prefix(where(package, element), prefix or "")
                return


def _control_documents(package: Package, root: etree._Element, dialect: Dialect) -> Iterator[Diagnostic]:
    for name in dialect.control_documents:
        if name not in package.files:
            yield manifests.control_document_missing(where(package, root), name)


def _titles(package: Package, root: etree._Element, dialect: Dialect) -> Iterator[Diagnostic]:
    for titled in chain(root.iter(f"{dialect.imscp}organization"), root.iter(f"{dialect.imscp}item")):
        if (titled.findtext(f"{dialect.imscp}title") or "").strip() in ("", "0"):
            yield manifests.empty_title(where(package, titled))


def _references(package: Package, root: etree._Element, dialect: Dialect) -> Iterator[Diagnostic]:
    organizations = {element.get("identifier") for element in root.iter(f"{dialect.imscp}organization")}
    resources = {element.get("identifier") for element in root.iter(f"{dialect.imscp}resource")}
    for tag, attribute, known in (
        ("organizations", "default", organizations),
        ("item", "identifierref", resources),
        ("dependency", "identifierref", resources),
    ):
        for element in root.iter(dialect.imscp + tag):
            target = element.get(attribute)
            if target is not None and target not in known:
                yield manifests.dangling_reference(where(package, element), attribute, target)


def _scos(package: Package, root: etree._Element, dialect: Dialect) -> Iterator[Diagnostic]:
    resources = list(root.iter(f"{dialect.imscp}resource"))
    scos = [element for element in resources if element.get(dialect.sco_attribute) == "sco"]
    items = [element for element in root.iter(f"{dialect.imscp}item") if element.get("identifierref")]
    if not scos or scos[0] is not resources[0]:
        fact = "the first resource is not a SCO" if scos else "no resource is a SCO"
        yield manifests.sco_missing(where(package, resources[0] if resources else root), fact)
    elif not items or items[0].get("identifierref") != scos[0].get("identifier"):
        fact = "the first item does not launch the first resource" if items else "no item launches a resource"
        yield manifests.sco_missing(where(package, items[0] if items else root), fact)
    elif not scos[0].get("href"):
        yield manifests.sco_missing(where(package, scos[0]), "the SCO has no launch file")
    if len(scos) > 1:
        yield manifests.several_scos(where(package, scos[1]), len(scos))


def _files(package: Package, root: etree._Element, dialect: Dialect) -> Iterator[Diagnostic]:
    """Every file that the manifest names is there, and every file that is there is named."""
    listed = {IMS_MANIFEST}
    for resource in root.iter(f"{dialect.imscp}resource"):
        parent = resource.getparent()
        base = ((parent.get(_XML_BASE) if parent is not None else None) or "") + (resource.get(_XML_BASE) or "")
        for element in chain((resource,), resource.iter(f"{dialect.imscp}file")):
            href = element.get("href")
            if not href:
                continue
            if is_external(href):
                yield manifests.external_launch(where(package, element), href)
                continue
            path = file_meant(href, base)
            if path not in package.files:
                yield manifests.missing_package_file(where(package, element), path, package.spelt_otherwise(path))
            listed.add(path)
    for name in sorted(package.files.keys() - listed):
        # Schemas are not content, and content packages do not list them (IMS Content Packaging 1.1.2, best practice
        # 2.2).
        if not name.endswith((".xsd", ".dtd")):
            yield manifests.unlisted_file(package.where(name))
