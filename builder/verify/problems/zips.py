"""What can be wrong with a zip before anyone asks what it holds.

Nothing is extracted and nothing is taken on trust. Readers do not agree on a zip that contradicts itself: what one of
them shows to a virus scanner, another one hands to an LMS. So whatever could be read in two ways is refused.
"""

from __future__ import annotations

from builder.diagnostics import Consequence, Diagnostic, Location, warning
from builder.verify.consequences import moodle_alone, refused, untidy


def not_a_zip(where: Location) -> Diagnostic:
    """The file is not a zip.

    Why: a package is a zip with a manifest in it, in every standard.

    Example: `coursepack verify index.html`; a zip that was unpacked, renamed or saved by a browser as a web page.

    Instead: name the zip as it came out of `coursepack build` or out of the authoring tool.
    """
    return refused("not-a-zip", where, "is not a zip", "name the package's zip file itself")


def zip_truncated(where: Location) -> Diagnostic:
    """The end of the zip is missing.

    Why: the list of a zip's files stands at its end. It is cut off when a download or a copy stops early.

    Example: the first half of a package.

    Instead: copy, download or build it again.
    """
    return refused("zip-truncated", where, "the end of the zip is missing", "copy, download or build it again")


def zip_inconsistent(where: Location, fact: str) -> Diagnostic:
    """The zip contradicts itself.

    Why: what a zip says of a file stands in it twice. Where the two differ, one reader sees another file than the
    next one.

    Example: the list at the end names `index.html`, and at that place stands `other.html`.

    Instead: make the zip again with a common tool.
    """
    return moodle_alone("zip-inconsistent", where, f"the zip contradicts itself: {fact}", "make the zip again")


def zip_hidden_data(where: Location, fact: str) -> Diagnostic:
    """The zip holds bytes that belong to none of its files.

    Why: a program that unpacks itself, a second zip or anything else can hide there, and readers differ on where a zip
    begins and ends.

    Example: a self-extracting archive; bytes behind the end of the zip.

    Instead: make the zip again with a common tool.
    """
    return moodle_alone("zip-hidden-data", where, fact, "make the zip again")


def zip_overlap(where: Location) -> Diagnostic:
    """Two files of the zip share the same bytes.

    Why: no tool writes this. It is how a few kilobytes are made to unpack into terabytes.

    Example: a thousand entries that all point at one file.

    Instead: do not use this zip.
    """
    return moodle_alone("zip-overlap", where, "starts inside another file of the zip", "do not use this zip")


def zip_damaged(where: Location, fact: str) -> Diagnostic:
    """A file in the zip cannot be unpacked, or is not what the zip says of it.

    Why: its checksum or its size does not agree with what is there, so it was damaged on the way or made to deceive.

    Example: one wrong byte on a memory stick; a file of 1 GB that says it has 10 bytes.

    Instead: copy, download or build the package again.
    """
    return refused("zip-damaged", where, fact, "copy, download or build the package again")


def zip_encrypted(where: Location) -> Diagnostic:
    """A file in the zip is encrypted.

    Why: no LMS asks for a password, so it cannot read the file; nor can a virus scanner.

    Example: a zip made with "protect with a password".

    Instead: make the zip without a password.
    """
    return refused("zip-encrypted", where, "is encrypted", "make the zip without a password")


def zip_method(where: Location, method: int) -> Diagnostic:
    """A file is compressed in a way that LMSs cannot read.

    Why: PHP's and Java's zip readers, on which most LMSs rest, are only sure to know "store" and "deflate".

    Example: a zip made with "LZMA", "Deflate64" or "Zstandard" as its method.

    Instead: choose "Deflate" (the usual setting).
    """
    return moodle_alone(
        "zip-method", where, f"uses the compression method {method}", "make the zip with deflate, the usual method"
    )


def zip64(where: Location) -> Diagnostic:
    """The zip uses the records for very large archives, and its standard is older than they are.

    Why: they are for zips of more than 4 GB or 65,535 files. cmi5 allows them (section 14.1). SCORM and Tin Can do not
    speak of them; the readers of zips that are in use today know them.

    Example: a SCORM package made by a program that writes to a pipe.

    Instead: nothing needs to be done; to be tidy, make the zip with another tool.
    """
    message = "uses zip64 records, which are for archives of more than 4 GB"
    return untidy("zip64", where, message, "make the zip with another tool")


def left_behind(where: Location) -> Diagnostic:
    """The zip holds files that a system keeps for itself.

    Why: macOS writes `__MACOSX/` and `.DS_Store` into the zips that its Finder makes, Windows `Thumbs.db`. They are no
    part of the course, and nothing reads them.

    Example: `__MACOSX/._index.html`; `media/.DS_Store`.

    Instead: nothing needs to be done; to be tidy, zip the files with a tool that leaves them out.
    """
    message = "is a file that a system keeps for itself, and no part of the course"
    return untidy("left-behind", where, message, "zip the files without it")


def long_name(where: Location, fact: str) -> Diagnostic:
    """A file's path is long, or deep in folders.

    Why: Windows ends a path at 260 characters, those of the folder into which the package is unpacked among them.

    Example: more than 180 characters; more than 8 levels of folders.

    Instead: use shorter names.
    """
    return untidy("long-name", where, f"its name {fact}", "use shorter names")


def zip_bomb(where: Location, size: int, packed: int) -> Diagnostic:
    """A file, or the whole package, would unpack to far more than its packed size.

    Why: real content does not shrink to a hundredth, nor more than 100 MB of it to a twentieth. What does is made to
    fill the disk of whoever unpacks it.

    Example: 300 MB of zeros in 300 KB; 500 files of 1 MB of zeros each.

    Instead: do not use this zip.
    """
    message = f"would unpack from {packed:,} to {size:,} bytes"
    return moodle_alone("zip-bomb", where, message, "do not use this zip")


def package_too_large(where: Location, what: str, limit: str, cure: str = "make the media smaller") -> Diagnostic:
    """The package has more, or larger, files than an LMS can be asked to take.

    Why: upload limits of LMSs stand between 50 and 500 MB. The limits here are 20,000 files, 200 MB for one file and
    500 MB for all of them, unpacked.

    Example: a video of an hour in full quality.

    Instead: make the media smaller, or link to a video that your organisation hosts. Of too many files, take out those
    that no page shows.
    """
    return moodle_alone("package-too-large", where, f"{what}; the limit is {limit}", cure)


def zip_special_file(where: Location) -> Diagnostic:
    """An entry of the zip is a link or a device, not a file.

    Why: a link can point at any file of the server on which the package is unpacked.

    Example: `media/map.png` is a symbolic link to `/etc/passwd`.

    Instead: put the file itself into the zip.
    """
    return moodle_alone(
        "zip-special-file", where, "is a link or a device, not a file", "put the file itself into the zip"
    )


def unsafe_name(where: Location, fact: str) -> Diagnostic:
    """A file's name could lead out of the package, or cannot exist on every system.

    Why: a name such as `../../index.php` overwrites files of the LMS when a careless one unpacks it ("zip slip").
    Other names work on Linux and cannot be created on Windows, or the other way round.

    Example: `../evil.js`, `/etc/x`, `C:\\x`, `media\\a.png`, `con.txt`, `what?.html`; a step of more than
    255 bytes; more than 32 levels of folders.

    Instead: use relative names with forward slashes, made of letters, digits, `-`, `_` and `.`.
    """
    return moodle_alone("unsafe-name", where, f"its name {fact}", "rename the file")


def duplicate_name(where: Location, other: str) -> Diagnostic:
    """Two files of the zip have the same name, or names that are the same on some systems.

    Why: `Logo.png` and `logo.png` are two files on Linux and one on Windows; of two files with one name, each reader
    picks its own. The same goes for two ways to write an accented letter, and for a file and a folder of one name.

    Example: `media/Logo.png` beside `media/logo.png`.

    Instead: rename one of them.
    """
    return moodle_alone(
        "duplicate-name", where, f"cannot stand beside {other!r}: some systems take them for one", "rename one"
    )


def non_ascii_name(where: Location) -> Diagnostic:
    """A file's name has letters outside of ASCII.

    Why: zips have two ways to store such names, and LMSs that know only one of them lose the file, or the whole package
    (openEQUELLA issue 1868).

    Example: `media/café.png`.

    Instead: use the letters a to z, digits, `-`, `_` and `.`.
    """
    return warning(
        "non-ascii-name",
        where,
        "its name has letters that some LMSs lose",
        "use a to z, digits, - and _",
        consequence=Consequence.MOODLE_ALONE,
    )
