"""A logo was made elsewhere: of a file with pixels a package gets what is shown, and a broken one is known."""

from __future__ import annotations

import io

import pytest
from PIL import Image, PngImagePlugin

from builder.source.logo import shown_of

SECRET = b"Ada Reed, 51.5N"


def picture(kind: str, mode: str, **saved: object) -> bytes:
    """Return a picture of *kind* in which no two pixels beside each other are the same."""
    image = Image.new("RGB", (40, 30))
    image.putdata([(number * 7 % 256, number * 31 % 256, number % 256) for number in range(1200)])
    file = io.BytesIO()
    image.convert(mode).save(file, kind.upper(), **saved)
    return file.getvalue()


def noted(kind: str, mode: str, orientation: int = 1) -> bytes:
    """Return a picture with notes of a camera, a comment, an animation, and a zip behind it."""
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = SECRET.decode(), orientation
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", SECRET.decode())
    more: dict[str, object] = {"exif": exif}
    if kind == "png":
        later = Image.new(mode, (40, 30))
        more |= {"pnginfo": words, "save_all": True, "append_images": [later]}
    else:
        more |= {"comment": SECRET, "progressive": mode == "L"}
    return picture(kind, mode, **more) + b"PK\x03\x04" + SECRET


@pytest.mark.parametrize(
    ("kind", "mode"), [("png", "RGB"), ("png", "P"), ("png", "RGBA"), ("jpeg", "RGB"), ("jpeg", "L"), ("jpeg", "CMYK")]
)
def test_nothing_but_what_is_shown_is_left(kind: str, mode: str) -> None:
    file = noted(kind, mode)
    shown = shown_of(kind, file)
    assert shown
    assert SECRET in file
    assert SECRET not in shown
    assert b"acTL" not in shown
    with Image.open(io.BytesIO(file)) as before, Image.open(io.BytesIO(shown)) as after:
        assert after.convert("RGBA").tobytes() == before.convert("RGBA").tobytes()
        assert getattr(after, "n_frames", 1) == 1
    assert shown_of(kind, shown) == shown


def test_a_photograph_that_lies_on_its_side_is_still_shown_upright() -> None:
    shown = shown_of("jpeg", noted("jpeg", "RGB", orientation=6))
    assert shown
    with Image.open(io.BytesIO(shown)) as after:
        assert dict(after.getexif()) == {0x0112: 6}


@pytest.mark.parametrize("kind", ["png", "jpeg"])
def test_a_picture_that_ends_too_soon_is_known_wherever_it_ends(kind: str) -> None:
    whole = picture(kind, "RGB")
    assert shown_of(kind, whole)
    assert [end for end in range(8, len(whole)) if shown_of(kind, whole[:end]) is not None] == []


def test_a_byte_that_was_lost_in_a_png_is_known() -> None:
    whole = picture("png", "RGB")
    changed = (whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(8, len(whole)))
    assert [shown for one in changed if (shown := shown_of("png", one)) is not None] == []
