"""The guides that go with a release: how to upload it, what to do in trouble, and what data protection and IT ask."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from builder.render.templates import TEMPLATES

#: What upload guides lead to, and stands beside them in a release.
_BESIDE = ("data-protection.md", "troubleshooting.md")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s#]+)(#[^)\s]*)?\)")


def upload_guides() -> Sequence[Path]:
    """Return the guides for whoever uploads packages: of the installed coursepack, or in a clone those of its docs."""
    return [file for file in _files() if file.name not in _BESIDE]


def guides() -> Mapping[str, str]:
    """Return the guides of a release by their file names: each leads to others of them, and to nothing else of ours."""
    files = _files()
    names = {file.name for file in files}

    def led(link: re.Match[str]) -> str:
        words, target, anchor = link[1], link[2], link[3] or ""
        name = PurePosixPath(target).name
        if name in names:
            return f"[{words}]({name}{anchor})"
        return link[0] if target.startswith("https://") else words

    return {file.name: _LINK.sub(led, file.read_text("utf-8")) for file in files}


def _files() -> Sequence[Path]:
    installed, docs = Path(str(TEMPLATES)) / "upload", Path(str(TEMPLATES)).parent / "docs"
    if installed.is_dir():
        return sorted(installed.glob("*.md"))
    return sorted([*(docs / "upload").glob("*.md"), *(docs / name for name in _BESIDE)], key=lambda file: file.name)
