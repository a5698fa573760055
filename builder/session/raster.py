"""A picture as PowerPoint shows it. It takes SVG only beside a bitmap, so typst, which draws SVG, makes one."""

from __future__ import annotations

from builder.session.content import Picture

#: Sharp on a wall, where a picture is as wide as half a slide: 960 dots.
_DOTS = 144
_PAGE = b"""#set page(width: 480pt, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)"""


def as_bitmap(picture: Picture) -> bytes:
    """Return *picture* as PNG or JPEG: for the same picture, the same bytes."""
    if picture.holds != "svg":
        return picture.content
    import typst  # not at the top: only slides with such a picture need it

    inputs = {"svg": picture.content.decode()}
    made = typst.compile(_PAGE, ignore_system_fonts=True, sys_inputs=inputs, format="png", ppi=_DOTS)
    assert isinstance(made, bytes), "one page"
    return made
