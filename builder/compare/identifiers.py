"""What an LMS or a store knows a package by: the identifiers in its manifest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from builder.formats import FORMATS
from builder.verify.package import Package
from builder.verify.verifier import verifier_of
from builder.verify.xml_file import read_xml

#: What of each manifest identifies something: the element, and the attribute or child that holds its identifier.
_IDENTIFIERS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "imsmanifest.xml": (
        ("manifest", "identifier", "the package"),
        ("organization", "identifier", "its organization"),
        ("item", "identifier", "the SCO"),
        ("resource", "identifier", "its resource"),
    ),
    "tincan.xml": (("activity", "id", "the activity"),),
    "cmi5.xml": (("course", "id", "the course"), ("block", "id", "a block"), ("au", "id", "the AU")),
}


def identifiers_of(package: Package) -> tuple[str, Mapping[str, str]]:
    """Return the name of the package's format, and what identifies it, by what is identified.

    Raises XmlRefusedError if the manifest cannot be read, and ValueError if the package is of no format.
    """
    for name, fmt in FORMATS.items():
        if fmt.manifest_path in package.files and verifier_of(name).recognises(package):
            return name, dict(_found(package, fmt.manifest_path))
    raise ValueError(package.shown)


def _found(package: Package, manifest: str) -> Iterator[tuple[str, str]]:
    wanted = _IDENTIFIERS.get(manifest, ())
    counts: dict[str, int] = {}
    for element in read_xml(package, manifest).iter("{*}*") if wanted else ():
        for tag, attribute, what in wanted:
            value = element.get(attribute)
            if etree.QName(element).localname == tag and value is not None:
                counts[what] = number = counts.get(what, 0) + 1
                yield what if number == 1 else f"{what} (number {number})", value.strip()
