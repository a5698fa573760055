"""Which standard a package is of, and what that standard's rules say of it."""

from __future__ import annotations

from pathlib import PurePosixPath

from lxml import etree

from builder.diagnostics import Diagnostic, Location
from builder.formats import FORMATS
from builder.verify.imscp import version_of
from builder.verify.package import Package
from builder.verify.problems import manifests
from builder.verify.verifier import verifier_of
from builder.verify.xml_file import line_of, read_xml


def manifest_of(package: Package) -> str | Diagnostic:
    """Return the name of the package's one manifest, or the problem with it."""
    known = list(dict.fromkeys(fmt.manifest_path for fmt in FORMATS.values() if fmt.is_standard))
    found = [name for name in known if name in package.files]
    if len(found) == 1:
        return found[0]
    if found:
        return manifests.several_manifests(Location(package.shown), " and ".join(found))
    for name in sorted(package.files, key=lambda name: (name.count("/"), name)):
        expected = PurePosixPath(name).name.lower()
        if expected in known:
            return manifests.manifest_misplaced(package.where(name), expected)
    for fmt in FORMATS.values():
        if fmt.manifest_path in package.files:
            return fmt.manifest_path
    return manifests.manifest_missing(Location(package.shown), known)


def judge_manifest(package: Package, manifest: str) -> tuple[str, list[Diagnostic]]:
    """Return the format of the package with the *manifest* ("" if it is of none), and its problems.

    Raises XmlRefusedError if the manifest cannot be read.
    """
    for name, fmt in FORMATS.items():
        if fmt.manifest_path == manifest and (verifier := verifier_of(name)).recognises(package):
            return name, list(verifier.judge(package))
    return "", [manifests.unknown_standard(*_described(package, manifest))]


def _described(package: Package, manifest: str) -> tuple[Location, str]:
    if not manifest.endswith(".xml"):
        return package.where(manifest, 1), "what it says"
    root = read_xml(package, manifest)
    version = version_of(root)
    found = f"a <{etree.QName(root).localname}> of version {version!r}" if version else f"<{root.tag!s}>"
    return package.where(manifest, line_of(root)), found
