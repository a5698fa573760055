"""The schemas by which manifests are judged. Nothing is fetched: what is not among our own files does not exist."""

from __future__ import annotations

from functools import cache
from typing import Any, cast

from lxml import etree

from builder.formats.scorm12 import CONTROL_DOCUMENTS
from builder.render.templates import asset

#: As published, two of the four SCORM 1.2 schemas cannot be loaded. The packages carry them as they are; these
#: changes are made to copies in memory: a default namespace that XML Namespaces 1.0 forbids, and a wildcard that
#: makes it ambiguous which element is meant (XML Schema 1.0, "unique particle attribution").
_MENDED = {
    "ims_xml.xsd": (b' xmlns="http://www.w3.org/XML/1998/namespace"', b""),
    "imsmd_rootv1p2p1.xsd": (b'namespace="##any"', b'namespace="##other"'),
}
_NAMESPACES = {
    "adlcp_rootv1p2.xsd": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    "ims_xml.xsd": "http://www.w3.org/XML/1998/namespace",
    "imscp_rootv1p1p2.xsd": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "imsmd_rootv1p2p1.xsd": "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1",
}


@cache
def scorm12_schema() -> etree.XMLSchema:
    """Return the four SCORM 1.2 schemas as one."""
    parser = etree.XMLParser(no_network=True, load_dtd=False)
    parser.resolvers.add(_OwnSchemas())
    imports = "".join(
        f'<xs:import namespace="{_NAMESPACES[name]}" schemaLocation="{name}"/>' for name in CONTROL_DOCUMENTS
    )
    all_four = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>'
    return etree.XMLSchema(etree.fromstring(all_four, parser))


@cache
def tincan_schema() -> etree.RelaxNG:
    """Return our own grammar of ``tincan.xml``; the official schema can no longer be had."""
    return etree.RelaxNG(etree.fromstring(asset("rng/tincan.rng")))


class _OwnSchemas(etree.Resolver):
    """Hands out the SCORM 1.2 schemas, mended, under the last part of whatever address is asked for."""

    def resolve(self, url: str | None, public_id: str | None, context: object) -> Any:  # type: ignore[override]
        name = (url or "").rpartition("/")[2]
        if name not in CONTROL_DOCUMENTS:
            return cast(Any, self).resolve_empty(context)
        text = asset(f"generated/schemas/scorm12/{name}")
        broken, mended = _MENDED.get(name, (b"", b""))
        return cast(Any, self).resolve_string(text.replace(broken, mended) if broken else text, context, base_url=name)
