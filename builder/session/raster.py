"""A picture as PowerPoint shows it. It takes SVG only beside a bitmap, so typst, which draws SVG, makes one."""

from __future__ import annotations

from builder.model.found import MediaFile

#: Dots to the inch: sharp on a wall, where a picture is as wide as half a slide.
_DOTS = 144
_PAGE = """#let data = bytes(sys.inputs.svg)
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(data, format: "svg")"""


def as_bitmap(file: MediaFile) -> bytes:
    """Return *file*, a picture, as PNG or JPEG: for the same file, the same bytes."""
    content = file.content if isinstance(file.content, bytes) else file.content.read_bytes()
    if file.holds != "svg":
        return content
    import typst  # not at the top: only slides with such a picture need it

    made = typst.compile(
        _PAGE.encode(), ignore_system_fonts=True, sys_inputs={"svg": content.decode()}, format="png", ppi=_DOTS
    )
    assert isinstance(made, bytes), "one page"
    return made
