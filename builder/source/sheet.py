"""A table as spreadsheet programs and LMSs save it: in one of several encodings, with one of several delimiters."""

from __future__ import annotations

DELIMITERS = ",;\t"


def sheet_text(data: bytes) -> str:
    """Return *data* as text: UTF-8, or what Excel writes without being asked for that (Windows-1252, UTF-16).

    Raises UnicodeDecodeError.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16")
    # Without a mark of the order of its bytes: no name of a column begins beyond Latin letters.
    if b"\0" in data[:2]:
        return data.decode("utf-16-le" if data[0] else "utf-16-be")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel's plain "CSV" is in western Europe.
        return data.decode("cp1252")


def delimiter_of(text: str) -> str:
    """Return what stands between the cells of *text*: the delimiter of which its first line has most."""
    return max(DELIMITERS, key=text.partition("\n")[0].count)
