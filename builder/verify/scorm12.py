"""The rules for a SCORM 1.2 package that its schemas cannot express.

Sources: SCORM 1.2 Content Aggregation Model; docs/facts.md#lmss-know-few-schema-versions.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from builder.diagnostics import Diagnostic
from builder.formats.manifest import IMS_MANIFEST
from builder.formats.scorm12 import CONTROL_DOCUMENTS
from builder.verify.imscp import Dialect, judge_manifest, read_manifest, version_of, where
from builder.verify.package import Package
from builder.verify.problems import imscp as scorm
from builder.verify.schemas import scorm12_schema
from builder.verify.verifier import Verifier
from builder.verify.xml_file import judge_by_schema, judge_characters

_ADLCP = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"
_DIALECT = Dialect(
    imscp="{http://www.imsproject.org/xsd/imscp_rootv1p1p2}",
    sco_attribute=f"{_ADLCP}scormtype",
    prefixes={_ADLCP: "adlcp"},
    control_documents=CONTROL_DOCUMENTS,
)


def recognises(package: Package) -> bool:
    """Say whether the manifest is of SCORM 1.2: it has that version's namespace, and says so or says nothing."""
    root = read_manifest(package)
    return root.tag == f"{_DIALECT.imscp}manifest" and version_of(root) in ("1.2", "")


def judge(package: Package) -> Iterator[Diagnostic]:
    """Yield every problem of a SCORM 1.2 package."""
    root = read_manifest(package)
    if not version_of(root):
        yield scorm.version_missing(where(package, root))
    yield from judge_by_schema(package, IMS_MANIFEST, root, schema=scorm12_schema())
    yield from judge_characters(package, IMS_MANIFEST)
    yield from judge_manifest(package, root, _DIALECT)
    yield from _mastery_scores(package, root)


def _mastery_scores(package: Package, root: etree._Element) -> Iterator[Diagnostic]:
    for element in root.iter(f"{_ADLCP}masteryscore"):
        score = (element.text or "").strip()
        number, _, decimals = score.partition(".")
        digits = number.isascii() and number.isdecimal() and (not decimals or decimals.isdecimal())
        if not digits or not 0 <= float(score) <= 100:
            yield scorm.mastery_score_range(where(package, element), score)


VERIFIER = Verifier(recognises=recognises, judge=judge)
