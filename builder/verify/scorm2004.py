"""The rules for a SCORM 2004 package that its schemas cannot express, and those that they let through.

Sources: ADL's content package rules; docs/facts.md#the-capital-letter-in-scormtype and
docs/facts.md#a-pass-mark-in-scorm-2004.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from builder.diagnostics import Diagnostic
from builder.formats.manifest import IMS_MANIFEST
from builder.formats.scorm2004 import CONTROL_DOCUMENTS, FOURTH, THIRD, StandardEdition
from builder.verify.imscp import Dialect, judge_manifest, read_manifest, version_of, where
from builder.verify.package import Package
from builder.verify.problems import scorm2004 as problems
from builder.verify.schemas import scorm2004_schema
from builder.verify.verifier import Verifier
from builder.verify.xml_file import judge_by_schema, judge_characters

_IMSCP = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
_ADLCP = "{http://www.adlnet.org/xsd/adlcp_v1p3}"
_IMSSS = "{http://www.imsglobal.org/xsd/imsss}"
_DIALECT = Dialect(
    imscp=_IMSCP,
    sco_attribute=f"{_ADLCP}scormType",
    prefixes={
        _ADLCP: "adlcp",
        _IMSSS: "imsss",
        "{http://www.adlnet.org/xsd/adlseq_v1p3}": "adlseq",
        "{http://www.adlnet.org/xsd/adlnav_v1p3}": "adlnav",
    },
    control_documents=CONTROL_DOCUMENTS,
)
#: What SCOs set themselves, and what LMSs otherwise set for them when the learner leaves.
_FLAGS = ("completionSetByContent", "objectiveSetByContent")


def recognises(package: Package) -> bool:
    """Say whether the manifest says that it is of one of the two editions that LMSs take, whatever its namespace."""
    return re.fullmatch(r"(CAM )?1\.3|2004 [34](rd|th) Edition", version_of(read_manifest(package))) is not None


def judge(package: Package) -> Iterator[Diagnostic]:
    """Yield every problem of a SCORM 2004 package."""
    root = read_manifest(package)
    yield from judge_by_schema(package, IMS_MANIFEST, root, schema=scorm2004_schema(edition_of(root)))
    yield from judge_characters(package, IMS_MANIFEST)
    yield from judge_manifest(package, root, _DIALECT)
    yield from _spelling(package, root)
    yield from _delivery(package, root)


def edition_of(root: etree._Element) -> StandardEdition:
    """Return the edition whose schemas a manifest is judged by: the 4th if it says so, else the 3rd."""
    version = (root.findtext(f"{_IMSCP}metadata/{_IMSCP}schemaversion") or "").strip()
    return FOURTH if version == FOURTH.schema_version else THIRD


def _spelling(package: Package, root: etree._Element) -> Iterator[Diagnostic]:
    """The 4th Edition's schemas accept the attribute of SCORM 1.2, which no run-time reads."""
    for resource in root.iter(f"{_IMSCP}resource"):
        if resource.get(f"{_ADLCP}scormtype") is not None:
            yield problems.scorm_type_spelling(where(package, resource))


def _delivery(package: Package, root: etree._Element) -> Iterator[Diagnostic]:
    for item in root.iter(f"{_IMSCP}item"):
        if not item.get("identifierref"):
            continue
        controls = item.find(f"{_IMSSS}sequencing/{_IMSSS}deliveryControls")
        missing = [flag for flag in _FLAGS if controls is None or controls.get(flag) != "true"]
        if missing:
            yield problems.set_by_content_missing(where(package, item), " and ".join(missing))


VERIFIER = Verifier(recognises=recognises, judge=judge)
