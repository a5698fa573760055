"""A bill of materials in CycloneDX: what is inside the packages, and what the tool is made of that made them."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path

from builder import __version__
from builder.model.course import Course
from builder.render.templates import TEMPLATES, asset

#: Of what ADL published, and each package of SCORM has to carry (docs/facts.md).
_SCHEMAS = ("ADL SCORM control documents", "SCORM 1.2; SCORM 2004 3rd and 4th Edition")

#: Of the fonts that typst brings; what they say of themselves (in their table ``name``).
_LICENCES = {"Libertinus Serif": "OFL-1.1"}


def bill_of_materials(course: Course, letters: Sequence[str]) -> str:
    """Return the bill of materials of *course* as JSON: the same for the same course and tool, without a day in it.

    *letters* are the fonts of which its PDFs hold letters.
    """
    # Not at the top: an extra, which only a release needs.
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component, ComponentScope, ComponentType
    from cyclonedx.model.license import LicenseExpression
    from cyclonedx.output.json import JsonV1Dot6
    from packageurl import PackageURL

    def library(name: str, version: str | None, kind: str, licence: str = "") -> Component:
        return Component(
            name=name,
            version=version,
            type=ComponentType.LIBRARY,
            bom_ref=f"{kind}:{name}",
            purl=PackageURL(kind, None, name, version) if kind in ("npm", "pypi") else None,
            licenses=[LicenseExpression(licence)] if licence else [],
            # What only the tool needs is in no package.
            scope=ComponentScope.EXCLUDED if kind == "pypi" else ComponentScope.REQUIRED,
        )

    tool = Component(
        name="coursepack",
        version=__version__,
        type=ComponentType.APPLICATION,
        bom_ref="coursepack",
        licenses=[LicenseExpression("MIT")],
        scope=ComponentScope.EXCLUDED,
    )
    inside = [
        library("coursepack player", __version__, "player", "MIT"),
        *(library(*part) for part in _bundled()),
        library(*_SCHEMAS, "schemas"),
        *(library(name, None, "font", _LICENCES.get(name, "")) for name in letters),
    ]
    behind = [library(name, metadata.version(name), "pypi") for name in sorted(set(_installed()))]
    bom = Bom()
    bom.metadata.component = Component(
        name=course.title, version=course.version, type=ComponentType.DATA, bom_ref="packages"
    )
    for component in (tool, *inside, *behind):
        bom.components.add(component)
    bom.register_dependency(bom.metadata.component, inside)
    bom.register_dependency(tool, behind)
    made = json.loads(JsonV1Dot6(bom).output_as_string())
    # A clock and a random number would make two releases of the same source differ.
    del made["metadata"]["timestamp"], made["serialNumber"]
    text = json.dumps(made, sort_keys=True)
    made["serialNumber"] = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, text)}"
    return json.dumps(made, indent=1, sort_keys=True) + "\n"


def _bundled() -> Iterator[tuple[str, str, str, str]]:
    """Yield what others wrote and every package holds, with its version, kind and licence: what its notice says."""
    folder = "generated/licences"
    for name in asset(f"{folder}/index.txt").decode().split():
        notice = asset(f"{folder}/{name}.txt").decode()
        found = re.search(r"\d+\.\d+\.\d+", notice)
        kind, licence = ("font", "OFL-1.1") if "SIL Open Font License" in notice else ("npm", "MIT")
        yield name, found[0] if found else "", kind, licence


def _installed() -> Iterator[str]:
    """Yield the distributions that the tool needs, and those that they need, as far as they are installed."""
    waiting, seen = [*_required()], set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        yield re.sub(r"[-_.]+", "-", found.metadata["Name"]).lower()
        waiting += [need for line in found.requires or () if (need := _name(line))]


def _required() -> list[str]:
    """Return what coursepack needs for a release: as installed, or in a clone as its ``pyproject.toml`` says."""
    project = Path(str(TEMPLATES)).parent / "pyproject.toml"
    if project.is_file():
        import tomllib

        said = tomllib.loads(project.read_text("utf-8"))["project"]
        return [_name(line) for line in (*said["dependencies"], *said["optional-dependencies"]["release"])]
    lines = (re.sub("""extra == ["']release["']""", "", line) for line in metadata.requires("coursepack") or ())
    return [need for line in lines if (need := _name(line))]


def _name(requirement: str) -> str:
    """Return the name in *requirement*, or "" where that is for an extra alone."""
    return "" if "extra ==" in requirement else re.split(r"[^A-Za-z0-9_.-]", requirement)[0].lower()
