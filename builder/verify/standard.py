"""Which standard a package is of, and what that standard's rules say of it."""

from __future__ import annotations

from pathlib import PurePosixPath

from lxml import etree

from builder.diagnostics import Diagnostic, Location
from builder.formats import FORMATS
from builder.verify.causes import Causes
from builder.verify.imscp import version_of
from builder.verify.package import Package
from builder.verify.problems import manifests
from builder.verify.verifier import verifier_of
from builder.verify.xml_file import XmlRefusedError, line_of, read_xml


def manifests_of(package: Package) -> list[str] | Diagnostic:
    """Return the names of the package's manifests, one as a rule, or why there is none."""
    known = list(dict.fromkeys(fmt.manifest_path for fmt in FORMATS.values() if fmt.is_standard))
    if found := [name for name in known if name in package.files]:
        return found
    for name in sorted(package.files, key=lambda name: (name.count("/"), name)):
        expected = PurePosixPath(name).name.lower()
        if expected in known:
            return manifests.manifest_misplaced(package.where(name), expected)
    for fmt in FORMATS.values():
        if fmt.manifest_path in package.files:
            return [fmt.manifest_path]
    return manifests.manifest_missing(Location(package.shown), known)


def judge_manifest(package: Package, manifest: str, found: Causes) -> str:
    """Return the format of the package by its *manifest* ("" if it is of none), and put its problems into *found*."""
    try:
        for name, fmt in FORMATS.items():
            if fmt.manifest_path == manifest and (verifier := verifier_of(name)).recognises(package):
                found.take(verifier.judge(package))
                return name
        found.take([manifests.unknown_standard(*_described(package, manifest))])
    except XmlRefusedError as refused:
        found.take([refused.problem])
    return ""


def _described(package: Package, manifest: str) -> tuple[Location, str]:
    if not manifest.endswith(".xml"):
        return package.where(manifest, 1), "what it says"
    root = read_xml(package, manifest)
    name, version = etree.QName(root), version_of(root)
    said = f" of version {version!r}" if version else ""
    space = f" in the namespace {name.namespace!r}" if name.namespace else " without a namespace"
    return package.where(manifest, line_of(root)), f"a <{name.localname}>{said}{space}"
