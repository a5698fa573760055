"""The schemas by which manifests are judged. Nothing is fetched: what is not among our own files does not exist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, cast

from lxml import etree

from builder.formats import scorm12, scorm2004
from builder.render.templates import asset

#: As published, two of the four SCORM 1.2 schemas cannot be loaded. The packages carry them as they are; these
#: changes are made to copies in memory: a default namespace that XML Namespaces 1.0 forbids, and a wildcard that
#: makes it ambiguous which element is meant (XML Schema 1.0, "unique particle attribution").
_MENDED = {
    "ims_xml.xsd": (b' xmlns="http://www.w3.org/XML/1998/namespace"', b""),
    "imsmd_rootv1p2p1.xsd": (b'namespace="##any"', b'namespace="##other"'),
}
_SCORM12 = {
    "adlcp_rootv1p2.xsd": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    "ims_xml.xsd": "http://www.w3.org/XML/1998/namespace",
    "imscp_rootv1p1p2.xsd": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "imsmd_rootv1p2p1.xsd": "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1",
}
#: The ``imsss_v1p0*.xsd`` beside ``imsss_v1p0.xsd`` are parts of it.
_SCORM2004 = {
    "xml.xsd": "http://www.w3.org/XML/1998/namespace",
    "imscp_v1p1.xsd": "http://www.imsglobal.org/xsd/imscp_v1p1",
    "adlcp_v1p3.xsd": "http://www.adlnet.org/xsd/adlcp_v1p3",
    "adlseq_v1p3.xsd": "http://www.adlnet.org/xsd/adlseq_v1p3",
    "adlnav_v1p3.xsd": "http://www.adlnet.org/xsd/adlnav_v1p3",
    "imsss_v1p0.xsd": "http://www.imsglobal.org/xsd/imsss",
}


@cache
def scorm12_schema() -> etree.XMLSchema:
    """Return the four SCORM 1.2 schemas as one."""
    return _schema("scorm12", scorm12.CONTROL_DOCUMENTS, _SCORM12)


@cache
def scorm2004_schema(edition: scorm2004.StandardEdition) -> etree.XMLSchema:
    """Return the schemas of an edition of SCORM 2004 as one."""
    return _schema(edition.schemas, scorm2004.CONTROL_DOCUMENTS, _SCORM2004)


@cache
def grammar(name: str) -> etree.RelaxNG:
    """Return our own grammar of the manifest of the format *name*, ``scorm_templates/packages/<name>/<name>.rng``.

    The official schema of ``tincan.xml`` can no longer be had; tests hold ours of ``cmi5.xml`` against the official.
    """
    return etree.RelaxNG(etree.fromstring(asset(f"packages/{name}/{name}.rng")))


def _schema(folder: str, documents: Sequence[str], namespaces: Mapping[str, str]) -> etree.XMLSchema:
    parser = etree.XMLParser()
    parser.resolvers.add(_OwnSchemas(folder, documents))
    imports = "".join(
        f'<xs:import namespace="{namespace}" schemaLocation="{name}"/>' for name, namespace in namespaces.items()
    )
    all_of_them = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>'
    return etree.XMLSchema(etree.fromstring(all_of_them, parser))


class _OwnSchemas(etree.Resolver):
    """Hands out the schemas of a folder, mended, under the last part of whatever address is asked for."""

    def __init__(self, folder: str, documents: Sequence[str]) -> None:
        self._folder = folder
        self._documents = documents

    def resolve(self, url: str | None, public_id: str | None, context: object) -> Any:  # type: ignore[override]
        name = (url or "").rpartition("/")[2]
        if name not in self._documents:
            return cast(Any, self).resolve_empty(context)
        text = asset(f"generated/schemas/{self._folder}/{name}")
        broken, mended = _MENDED.get(name, (b"", b""))
        return cast(Any, self).resolve_string(text.replace(broken, mended) if broken else text, context, base_url=name)
