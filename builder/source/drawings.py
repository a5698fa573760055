"""The drawings of animations: ``animations/<animation>/<scene>.svg``, and ``animations/cast.svg`` for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from builder.diagnostics import Diagnostic, did_you_mean, has_errors
from builder.model.shared import Animation
from builder.model.svg import CAST, Drawing
from builder.source.folder import FolderEntry, listing
from builder.source.problems import drawings as problems
from builder.source.problems import files
from builder.source.svg import read_svg
from builder.source.svg_size import report_bomb
from builder.source.text_file import Report, read_text

CAST_FILE = f"{CAST}.svg"


def read_drawings(
    entries: Mapping[str, FolderEntry], animations: Iterable[Animation], report: Report
) -> tuple[tuple[Drawing, ...], frozenset[str]]:
    """Return the drawings among *entries*, those of the folder ``animations``, and the names there that belong to them.

    There are no drawings if there is an error in one of them: rules about how they move would only repeat it.
    """
    found: list[Diagnostic] = []
    folders = {a.id: entries[a.id] for a in animations if a.id in entries and entries[a.id].path.is_dir()}
    cast = _drawing(entries[CAST_FILE], found.append) if CAST_FILE in entries else None
    scenes = [scene for a in animations if a.id in folders for scene in _scenes(a, folders[a.id], found.append)]
    if cast:
        _resolve(cast, None, found.append)
    for drawing in scenes:
        _resolve(drawing, cast, found.append)
    told = {problem.code for problem in found if CAST_FILE not in entries and problem.code == "drawing-reference"}
    for problem in found:
        # Without a cast, what is missing from all drawings stood there.
        if problem.code not in told or problem is next(one for one in found if one.code in told):
            report(problem)
    read = (cast, *scenes) if cast else tuple(scenes)
    return () if has_errors(found) else read, frozenset({*folders, CAST_FILE} & entries.keys())


def _scenes(animation: Animation, folder: FolderEntry, report: Report) -> list[Drawing]:
    entries = listing(folder, report)
    wanted = {f"{scene.id}.svg": scene for scene in animation.scenes}
    for name, scene in wanted.items():
        if name not in entries:
            report(problems.missing_drawing(scene.where, scene.id, f"{folder.shown}/{name}"))
    for name in entries.keys() - wanted.keys():
        hint = did_you_mean(name, wanted, "name it after the id of its scene, or move it out")
        report(files.stray_file(entries[name].where, f"no scene of {animation.id} has this name", hint))
    drawings = (_drawing(entries[name], report) for name in wanted if name in entries)
    return [drawing for drawing in drawings if drawing]


def _drawing(file: FolderEntry, report: Report) -> Drawing | None:
    text = read_text(file.path, file.shown, report)
    root = read_svg(text, file.shown, report) if text is not None else None
    return Drawing(file.path.stem, root) if root else None


def _resolve(drawing: Drawing, cast: Drawing | None, report: Report) -> None:
    """Report every reference in *drawing* that leads nowhere, and every id that the cast has too."""
    borrowed = cast.by_id if cast else {}
    known = {*drawing.by_id, *borrowed}
    for name in sorted(drawing.by_id.keys() & borrowed.keys()):
        report(problems.drawing_id(drawing.by_id[name].where, name, borrowed[name].where))
    for shape in drawing.root.walk():
        for name in dict.fromkeys(shape.targets()):
            if name not in known:
                hint = did_you_mean(name, known, "draw it, or take it out")
                report(problems.drawing_reference(shape.where, name, hint))
    report_bomb(drawing.root, {**borrowed, **drawing.by_id}, report)
