"""What an LMS launches of a package, and what it says then, as the manifest has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from lxml import etree

from builder.formats import FORMATS

_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


@dataclass(frozen=True)
class Launchable:
    """One thing that an LMS launches: its title, and its file with the query that the manifest gives it.

    ``activity`` is the id under which a record store knows it. ``settings`` is what an LMS says by elements of SCORM's
    data model, and ``launch_data`` what it says in cmi5's ``LMS.LaunchData``.
    """

    title: str
    href: str
    activity: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    launch_data: Mapping[str, object] = field(default_factory=dict)


def launches_of(standard: str, manifest: etree._Element | None, title: str) -> tuple[Launchable, ...]:
    """Return what is launched of a package of *standard*, a format's name, in the manifest's order.

    What the manifest does not call by a name is called *title*. Nothing is launched where the manifest names no file.
    """
    if manifest is None:
        return (Launchable(title, "index.html"),)
    return tuple(_READERS[FORMATS[standard].manifest_path](manifest, title))


def _of_scorm(root: etree._Element, title: str) -> Iterator[Launchable]:
    resources = {(resource.get("identifier") or "").strip(): resource for resource in root.iter("{*}resource")}
    for item in root.iter("{*}item"):
        resource = resources.get((item.get("identifierref") or "").strip())
        if resource is None or not resource.get("href"):
            continue
        bases = (element.get(_XML_BASE) or "" for element in (*reversed([*resource.iterancestors()]), resource))
        address = "".join(bases) + (resource.get("href") or "").strip().replace("\\", "/")
        yield Launchable(
            _text(item, "title") or title, _with(address, item.get("parameters") or ""), "", _settings(item)
        )


#: What a manifest says of an item in SCORM 1.2 and in SCORM 2004, and the element that passes it on.
_SETTINGS = {
    "masteryscore": "cmi.student_data.mastery_score",
    "datafromlms": "cmi.launch_data",
    "dataFromLMS": "cmi.launch_data",
    "minNormalizedMeasure": "cmi.scaled_passing_score",
}


def _settings(item: etree._Element) -> dict[str, str]:
    return {element: text for tag, element in _SETTINGS.items() if (text := _text(item, tag))}


def _with(address: str, parameters: str) -> str:
    """Return *address* with what an item adds to it (SCORM 1.2 CAM 2.3.4.1, on ``parameters``)."""
    if not parameters or parameters.startswith("#"):
        return address + parameters
    return address + ("&" if "?" in address else "?") + parameters.lstrip("?&")


def _of_tincan(root: etree._Element, title: str) -> Iterator[Launchable]:
    for activity in root.iter("{*}activity"):
        if launch := _text(activity, "launch"):
            yield Launchable(_text(activity, "name") or title, launch, activity.get("id") or "")


def _of_cmi5(root: etree._Element, title: str) -> Iterator[Launchable]:
    for unit in root.iter("{*}au"):
        launch_data: dict[str, object] = {"moveOn": unit.get("moveOn") or "NotApplicable"}
        with suppress(ValueError):  # what is no number is among the problems of the package
            launch_data["masteryScore"] = float(unit.get("masteryScore") or "none")
        if parameters := _text(unit, "launchParameters"):
            launch_data["launchParameters"] = parameters
        named = _text(unit.find("{*}title"), "langstring")
        yield Launchable(named or title, _text(unit, "url"), unit.get("id") or "", {}, launch_data)


def _text(element: etree._Element | None, tag: str) -> str:
    found = None if element is None else next(element.iter(f"{{*}}{tag}"), None)
    return "" if found is None else (found.text or "").strip()


_READERS: Mapping[str, Callable[[etree._Element, str], Iterator[Launchable]]] = {
    "imsmanifest.xml": _of_scorm,
    "tincan.xml": _of_tincan,
    "cmi5.xml": _of_cmi5,
}
