"""Codes to scan: an address as a QR code (ISO/IEC 18004)."""

from __future__ import annotations

import io


def code_to_scan(address: str) -> str:
    """Return a QR code of *address* as SVG, in black, without the quiet margin around it.

    It can be read with 15 % of it lost (level M), as paper in a pocket wears.
    """
    import segno  # not at the top: only a course with an address of its own needs it

    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="svg", border=0, omitsize=True)
    return picture.getvalue().decode()
