"""What a format is: a value, not a class to inherit from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from builder.archive import KeptFile, PackageFile
from builder.model.course import Course, Module
from builder.render.bundle import Bundle
from builder.render.sent import Sends
from builder.render.templates import asset

#: Takes a course, one of its modules and that module's web content, the launch file first. Returns the files that the
#: standard adds to them, the manifest first.
Manifest = Callable[[Course, Module, Sequence[PackageFile]], list[PackageFile]]
#: A module and the files of its package, the launch file first, without the manifest.
ModuleFiles = tuple[Module, Sequence[PackageFile | KeptFile]]
#: Makes the manifest of a package of the whole course, in which the files of each module have a folder of their own.
CourseManifest = Callable[[Course, Sequence[ModuleFiles]], PackageFile]


@dataclass(frozen=True)
class Format:
    """One standard, or none: how a module's web content becomes a package.

    ``name`` is the word for it everywhere: on the command line, in file names, in ``scorm_templates/packages``, among
    the player's bundles, and in ``builder/verify``, where its packages are judged. ``manifest_path`` is the first of
    the files that ``manifest`` makes: a package is known by it, in whatever form the standard writes it. What is no
    standard (``is_standard`` false) is known by it only where there is nothing that an LMS would read. ``connect`` is
    what its pages may connect to besides their own origin, in the words of a Content-Security-Policy.
    ``launch`` names what a launcher puts into the address, and is ``None`` where there is no launcher.
    ``course_manifest`` is for a standard whose LMSs take a whole course as one package. ``sends`` is empty where nobody
    is sent anything.
    """

    name: str
    title: str
    manifest_path: str
    manifest: Manifest
    is_standard: bool = True
    connect: str = ""
    own: str = "'self'"
    launch: tuple[str, ...] | None = ()
    course_manifest: CourseManifest | None = None
    sends: Sends = field(default_factory=dict)

    def connect_for(self, course: Course) -> str:
        """Return ``connect`` for the packages of *course*: narrowed to the endpoints that it lists, if it lists any."""
        listed = [address if address.endswith("/") else f"{address}/" for address in course.tracking.endpoints]
        return " ".join(listed) if self.connect and listed else self.connect

    def bundle_for(self, course: Course) -> Bundle:
        """Return the part of the player with which the web content of *course* becomes that of this format."""
        saving = asset(f"generated/player/{self.name}.js")
        return Bundle(self.name, saving, self.connect_for(course), self.own, self.launch, self.sends)
