"""Which standard a package is of, and what that standard's rules say of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

from lxml import etree

from builder.diagnostics import Diagnostic, Location
from builder.verify import cmi5, scorm12, scorm2004, tincan
from builder.verify.package import Package
from builder.verify.problems import manifests
from builder.verify.xml_file import line_of, read_xml

MANIFESTS = ("imsmanifest.xml", "tincan.xml", "cmi5.xml")
#: What stands in the place of a manifest where there is no LMS to read one.
WEB_PAGE = "read-me.txt"
_JUDGES: Mapping[str, Callable[[Package, etree._Element], Iterator[Diagnostic]]] = {
    "scorm12": scorm12.judge,
    "scorm2004": scorm2004.judge,
    "xapi": tincan.judge,
    "cmi5": cmi5.judge,
}
_SCORM12 = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
_SCORM2004 = "{http://www.imsglobal.org/xsd/imscp_v1p1}"


def manifest_of(package: Package) -> str | Diagnostic:
    """Return the name of the package's one manifest, or the problem with it."""
    found = [name for name in MANIFESTS if name in package.files]
    if len(found) == 1:
        return found[0]
    if found:
        return manifests.several_manifests(Location(package.shown), " and ".join(found))
    for name in sorted(package.files, key=lambda name: (name.count("/"), name)):
        expected = PurePosixPath(name).name.lower()
        if expected in MANIFESTS:
            return manifests.manifest_misplaced(package.where(name), expected)
    if WEB_PAGE in package.files:
        return WEB_PAGE
    return manifests.manifest_missing(Location(package.shown))


def judge_manifest(package: Package, name: str) -> tuple[str, list[Diagnostic]]:
    """Return the standard of the package whose manifest is *name* ("" if it is of none), and its problems.

    Raises XmlRefusedError if the manifest cannot be read.
    """
    if name == WEB_PAGE:
        return "web", []
    root = read_xml(package, name)
    standard = _standard(name, root)
    if not standard:
        return "", [manifests.unknown_standard(package.where(name, line_of(root)), _described(root))]
    return standard, list(_JUDGES[standard](package, root))


def _standard(name: str, root: etree._Element) -> str:
    if name == "cmi5.xml":
        return "cmi5"
    if name == "tincan.xml":
        return "xapi" if root.tag == "{http://projecttincan.com/tincan.xsd}tincan" else ""
    version = _version(root)
    if re.fullmatch(r"(CAM )?1\.3|2004 [34](rd|th) Edition", version):
        return "scorm2004"
    return "scorm12" if root.tag == f"{_SCORM12}manifest" and version == "1.2" else ""


def _version(root: etree._Element) -> str:
    versions = (root.findtext(f"{space}metadata/{space}schemaversion") for space in (_SCORM12, _SCORM2004))
    return next((version.strip() for version in versions if version), "")


def _described(root: etree._Element) -> str:
    version = _version(root)
    return f"a <{etree.QName(root).localname}> of version {version!r}" if version else f"<{root.tag!s}>"
