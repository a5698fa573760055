"""What can be wrong with a file before anyone reads what it says."""

from __future__ import annotations

from builder.diagnostics import Diagnostic, Location, error, warning


def missing_file(where: Location, name: str, needed_by: str) -> Diagnostic:
    """A file or folder that the course needs is not there.

    Why: every course has a `course.yaml`, and every folder that it lists as a module has a `module.yaml`. Capital and
    small letters count: a course that loads on Windows must also load on Linux.

    Example: `course.yaml` says `modules: [introduction]`, and there is no folder `introduction`.

    Instead: add the file or folder, or mend the name.
    """
    return error("missing-file", where, f"{name} is missing", needed_by)


def unreadable_file(where: Location, reason: str) -> Diagnostic:
    """A file is there but cannot be read.

    Why: nothing can be said about a file that the computer will not open, so the course is not built without it.

    Example: a folder named `module.yaml`, or a file for which you have no permission.

    Instead: let your account read the file, or remove what stands in its place.
    """
    return error("unreadable-file", where, f"cannot be read: {reason}", "check what it is and who may read it")


def symlink(where: Location) -> Diagnostic:
    """Something in the course folder is a symbolic link.

    Why: a link can lead out of the course folder, to a file that was never meant to be published, and it leads nowhere
    on another computer.

    Example: `media/map.png` is a link to `/home/kim/map.png`.

    Instead: copy the file into the course folder.
    """
    return error("symlink", where, "is a symbolic link, and links are not followed", "copy the file into the course")


def stray_file(where: Location, message: str, hint: str) -> Diagnostic:
    """A file or folder has no part in the course.

    Why: it is often a copy that a program or a person made, or a module that `course.yaml` does not list yet. The
    course is built without it.

    Example: `course - Copy.yaml` beside `course.yaml`.

    Instead: rename it, move it, list it in `course.yaml`, or take it out of the course folder. Files whose names begin
    with a dot, what Windows and office programs leave behind, and `README.md`, `LICENSE`, `dist` and `editions` beside
    `course.yaml` are left in peace.
    """
    return warning("stray-file", where, message, hint)


def misnamed_file(where: Location, name: str) -> Diagnostic:
    """A file or folder of the course has a name that is nearly right.

    Why: names are taken as they stand. What differs in a capital letter works on Windows and not on Linux, and of
    two files that differ in their endings nobody knows which one counts. A page and a question are known by what stands
    in the file, whatever its ending.

    Example: `glossary.yml`, `glosary.yaml`, `01-welcome.MD`, `01-welcome.txt`, a folder `Questions`, a folder `Level-1`
    that `course.yaml` lists as `level-1`

    Instead: rename it to what the course looks for: `glossary.yaml`, `01-welcome.md`, `questions`, `level-1`.
    """
    return error("misnamed-file", where, f"its name should be {name!r}", f"rename it to {name}")


def misplaced_file(where: Location, folder: str) -> Diagnostic:
    """A page, questions, a scenario, a picture or a film lies in another folder than those of its kind.

    Why: pages are taken from a module's folder, what learners see and hear from its folder `media/`, its questions
    from its folder `questions/`, scenarios from the folder `scenarios/` beside `course.yaml`, and nothing from anywhere
    else. What belongs where is seen by what a file holds.

    Example: `level-1/map.png`, `media/map.png`, `level-1/bank.yaml`, `level-1/scenarios/`

    Instead: `level-1/media/map.png`, `level-1/questions/bank.yaml`, `scenarios/`. If the course does not use it, take
    it out of the course folder.
    """
    return error("misplaced-file", where, f"this belongs in {folder}", f"move it into {folder}")


def name_clash(where: Location, other: str) -> Diagnostic:
    """Two files or folders beside each other have names that differ only in capital letters.

    Why: on Windows and macOS they are one: when the course is copied there, or a package is unpacked, one overwrites
    the other.

    Example: `01-Welcome.md` and `01-welcome.md`; `media/map.png` and `media/Map.png`

    Instead: keep what you want of the two in one of them, or give this one another name.
    """
    hint = f"give it another name, or keep what you want of both in {other} and delete this one"
    return error("name-clash", where, f"its name differs from {other!r} only in capital letters", hint)


def reserved_folder(where: Location, name: str, holds: str) -> Diagnostic:
    """A module has the name of a folder in which every course keeps something else.

    Why: what stands in that folder would be taken for what belongs there.

    Example: `modules: [scenarios]`, or `coursepack new module scenarios`

    Instead: give the module another name. A course keeps things of its own in `animations`, `cards`, `dist`,
    `editions`, `flowcharts`, `scenarios` and `session`.
    """
    message = f"{name!r} cannot be a module: that folder is for {holds}"
    return error("reserved-folder", where, message, f"call the module, say, about-{name}")


def unlisted_module(where: Location) -> Diagnostic:
    """A module that other parts of the course name is not listed in `course.yaml`.

    Why: the course is built without it, so what names it leads nowhere. A module that nothing names yet is only a
    warning (`stray-file`): somebody is writing it.

    Example: `levels: [L5]` in a scenario, and a folder `level-5` that `modules:` does not hold.

    Instead: add the folder's name to `modules:` in `course.yaml`.
    """
    message = "course.yaml does not list this module, and other parts of the course name it"
    return error("unlisted-module", where, message, f"add {where.path.rpartition('/')[2]} to modules: in course.yaml")


def file_too_large(where: Location, size: int, limit: int) -> Diagnostic:
    """A page is larger than 100 KB, or another text file than 500 KB.

    Why: a page or a question bank has some thousand bytes. A file of this size is a mistake, such as a picture pasted
    in as text.

    Example: a page with a photograph in it as `data:image/png;base64,...`.

    Instead: keep pictures in `media/`, and divide a very long bank into several files.
    """
    return error("file-too-large", where, f"has {size:,} bytes; the limit is {limit:,}", "divide it into several files")


def not_utf8(where: Location, message: str) -> Diagnostic:
    """A file is not UTF-8 text.

    Why: only UTF-8 holds every letter and sign that a course needs, on every computer. In another encoding an
    apostrophe or a pound sign becomes something else.

    Example: a file saved as "Windows-1252" or "Unicode (UTF-16)".

    Instead: save the file again with the encoding UTF-8.
    """
    return error("not-utf8", where, message, "save the file as UTF-8")


def no_text(where: Location, what: str) -> Diagnostic:
    """A file is called as a text is, and holds something else.

    Why: a name does not turn a document of an office program into text. What is inside would be letters at random.

    Example: a Word document that was renamed from `page.docx` to `page.md`

    Instead: open it in the program that it comes from, copy its words, and paste them into a new file of plain text.
    """
    return error("no-text", where, f"this is {what}, and no text", "copy its words into a new file of plain text")


def unmerged_file(where: Location) -> Diagnostic:
    """Two versions of a file stand in it, one below the other.

    Why: git could not join what two people wrote, and left the choice to you. Both versions would be shown.

    Example: a line `<<<<<<< HEAD`, and below it `=======` and `>>>>>>> theirs`

    Instead: keep one of the two versions, or what you want of both, and take these three lines out.
    """
    hint = "keep what you want of the two versions, and take out the lines of <<<<<<<, ======= and >>>>>>>"
    return error("unmerged-file", where, "from here on two versions of the file stand in it", hint)


def byte_order_mark(where: Location) -> Diagnostic:
    """A file starts with a byte order mark.

    Why: the mark is invisible, and it keeps readers from seeing the first line for what it is.

    Example: a file saved as "UTF-8 with BOM".

    Instead: save it as plain "UTF-8".
    """
    hint = "save the file as UTF-8 without BOM"
    return error("byte-order-mark", where, "the file starts with a byte order mark", hint)


def control_character(where: Location, character: str, others: int = 0) -> Diagnostic:
    """A file holds a character that nobody can see and that packages may not hold.

    Why: XML 1.0, in which the standards write manifests, forbids these characters, and an LMS refuses a package that
    has one. They come from copying out of PDF files and word processors. Unicode's own line ends (U+0085, U+2028,
    U+2029) are among them, because editors do not agree on where the next line then starts.

    Example: a vertical tab (U+000B) where a word processor had a soft line break.

    Instead: delete it, or type a line break in its place.
    """
    more = f", and {others} more in this file" if others else ""
    message = f"the invisible character U+{ord(character):04X} stands here{more}"
    return error("control-character", where, message, "delete it, or type a line break in its place")


def hidden_character(where: Location, name: str, others: int) -> Diagnostic:
    """A character that nobody can see, and that changes what is read. In an id, or before a key or a block, an error.

    Why: a character that turns the direction of writing shows a sentence or an address otherwise than it is, and one
    without a width divides a word for search and for screen readers. A reviewer reads something else than the learner.

    Example: the right-to-left override U+202E in a title; a zero width space U+200B in a link, or `&#8203;`

    Instead: delete it and type the words again.
    """
    more = f", and {others} more of it in this file" if others else ""
    return warning("hidden-character", where, f"the invisible character {name} stands here{more}", "delete it")


def garbled_text(where: Location, written: str, others: int) -> Diagnostic:
    """Signs that stand where another one was, before a program took the file for one of another encoding.

    Why: learners and screen readers meet them as they are, and what was meant cannot be seen any more.

    Example: `You\u00e2\u20ac\u2122re`, where an apostrophe was; `\u00c2\u00a350`

    Instead: type what was meant, or take back an earlier version; and save files as UTF-8.
    """
    more = f", and {others} more like it in this file" if others else ""
    hint = "type what was meant, such as an apostrophe, and save the file as UTF-8"
    return warning("garbled-text", where, f"{written} stands where another sign was{more}", hint)


def look_alike(where: Location, character: str, name: str, others: int) -> Diagnostic:
    """A letter of another script among Latin letters or in the address of a web site, or two letters in one sign.

    Why: the two look the same and are not: a link leads to another site than it shows, and a word is not found.

    Example: `https://ex\u0430mple.org`, where the `\u0430` is Cyrillic; a `\ufb01` of a PDF, which is `fi` in one

    Instead: type the word again.
    """
    more = f", and {others} more of it in this file" if others else ""
    return warning("look-alike", where, f"{character} is {name}, and looks like another letter{more}", "type it again")
