"""The rules for ``imsmanifest.xml`` that schemas cannot express, and that hold in every version of SCORM.

Sources: IMS Content Packaging; what LMSs do with packages that break them:
docs/facts.md#a-manifest-stands-at-the-top-of-the-zip, docs/facts.md#prefixes-are-compared-as-text,
docs/facts.md#lmss-launch-the-first, docs/facts.md#moodle-imports-what-cannot-be-launched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import cast

from lxml import etree

from builder.diagnostics import Diagnostic, Location, Severity
from builder.formats.cmi5 import MANIFEST as CMI5
from builder.formats.manifest import IMS_MANIFEST
from builder.formats.xapi import MANIFEST as TINCAN
from builder.verify.package import Package
from builder.verify.problems import imscp as scorm
from builder.verify.problems import manifests
from builder.verify.references import file_meant, is_external
from builder.verify.xml_file import line_of, read_xml

_SPACES = ("{http://www.imsproject.org/xsd/imscp_rootv1p1p2}", "{http://www.imsglobal.org/xsd/imscp_v1p1}")
#: A package may be of several standards.
_OTHER_MANIFESTS = frozenset({TINCAN, CMI5})
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
            yield scorm.unusual_prefix(where(package, element), element.prefix)
            break
    # Only where a prefix is declared: to ask each element for all that are in force would be their product.
    unusual = None
    for event, found in etree.iterwalk(root, events=("start-ns", "start")):
        if event == "start-ns":
            prefix, namespace = cast(tuple[str, str], found)
            if prefix != dialect.prefixes.get(f"{{{namespace}}}", prefix):
                unusual = prefix
        elif unusual is not None:
            yield scorm.unusual_prefix(where(package, cast(etree._Element, found)), unusual)
            return


def _control_documents(package: Package, root: etree._Element, dialect: Dialect) -> Iterator[Diagnostic]:
    if missing := [name for name in dialect.control_documents if name not in package.files]:
        yield scorm.control_document_missing(where(package, root), missing, len(dialect.control_documents))


def _titles(package: Package, root: etree._Element, dialect: Dialect) -> Iterator[Diagnostic]:
    for titled in chain(root.iter(f"{dialect.imscp}organization"), root.iter(f"{dialect.imscp}item")):
        if (titled.findtext(f"{dialect.imscp}title") or "").strip() in ("", "0"):
            yield manifests.empty_title(where(package, titled))


def _references(package: Package, root: etree._Element, dialect: Dialect) -> Iterator[Diagnostic]:
    organizations = {_id(element, "identifier") for element in root.iter(f"{dialect.imscp}organization")}
    resources = {_id(element, "identifier") for element in root.iter(f"{dialect.imscp}resource")}
    for tag, attribute, known in (
        ("organizations", "default", organizations),
        ("item", "identifierref", resources),
        ("dependency", "identifierref", resources),
    ):
        for element in root.iter(dialect.imscp + tag):
            target = _id(element, attribute)
            if target is not None and target not in known:
                yield manifests.dangling_reference(where(package, element), attribute, target)


def _id(element: etree._Element, attribute: str) -> str | None:
    """Return an identifier, or a reference to one, without blanks around it (XML Schema 1.0 part 2, 4.3.6)."""
    value = element.get(attribute)
    return None if value is None else value.strip()


def _scos(package: Package, root: etree._Element, dialect: Dialect) -> Iterator[Diagnostic]:
    resources = list(root.iter(f"{dialect.imscp}resource"))
    launched = [element for element in resources if element.get("href")]
    scos = [element for element in resources if element.get(dialect.sco_attribute) == "sco"]
    items = [element for element in root.iter(f"{dialect.imscp}item") if element.get("identifierref")]
    # What leads nowhere has a message of its own.
    dangling = {_id(items[0], "identifierref")} - {_id(element, "identifier") for element in resources} if items else ()
    if not items or not launched:
        fact = "no item launches a resource" if not items else "no resource has a launch file"
        yield scorm.sco_missing(where(package, resources[0] if resources else root), fact)
    elif not scos:
        yield scorm.assets_only(where(package, launched[0]), package.severity)
    elif scos[0] is not launched[0]:
        yield scorm.launch_order(where(package, launched[0]), "the first resource is not a SCO", package.severity)
    elif _id(items[0], "identifierref") not in (_id(scos[0], "identifier"), *dangling):
        fact = "the first item does not launch the first resource"
        yield scorm.launch_order(where(package, items[0]), fact, package.severity)
    for sco in scos if launched else ():
        if not sco.get("href"):
            yield scorm.sco_missing(where(package, sco), "the SCO has no launch file")
    if len(scos) > 1:
        yield scorm.several_scos(where(package, scos[1]), len(scos))


def _files(package: Package, root: etree._Element, dialect: Dialect) -> Iterator[Diagnostic]:
    """Every file that the manifest names is there, and every file that is there is named."""
    listed = {IMS_MANIFEST}
    for resource in root.iter(f"{dialect.imscp}resource"):
        outer = "".join(element.get(_XML_BASE) or "" for element in (*reversed([*resource.iterancestors()]), resource))
        is_sco = resource.get(dialect.sco_attribute) == "sco"
        for element in chain((resource,), resource.iter(f"{dialect.imscp}file")):
            href = (element.get("href") or "").strip()
            if not href:
                continue
            base = outer + ((element.get(_XML_BASE) or "") if element is not resource else "")
            if is_external(base + href):
                severity = Severity.ERROR if is_sco and element is resource else package.severity
                yield manifests.external_launch(where(package, element), href, severity)
                continue
            path = file_meant(href, base)
            if "\\" in href:
                path = path.replace("\\", "/")
                if path in package.files:
                    yield manifests.backslash_in_address(where(package, element), href)
            if path not in package.files:
                yield manifests.missing_package_file(where(package, element), path, package.spelt_otherwise(path))
            listed.add(path)
    for name in sorted(package.files.keys() - listed):
        # Schemas are not content, and content packages do not list them (IMS Content Packaging 1.1.2, best practice
        # 2.2). Other standards' manifests are not content either.
        if not name.endswith((".xsd", ".dtd")) and name not in _OTHER_MANIFESTS:
            yield scorm.unlisted_file(package.where(name), package.severity)
