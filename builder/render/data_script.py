"""Data of a package as scripts that any page can run."""

from __future__ import annotations

from collections.abc import Sequence

from builder.archive import PackageFile
from builder.render.player_data import PlayerQuestion, PlayerTaught

#: The questions that stand on the pages, asked for with more.js: docs/decisions/005-first-page-bytes.md.
TAUGHT = "taught.js"
_TAUGHT = "window.coursepackTaught="


def taught_script(questions: Sequence[PlayerQuestion]) -> bytes:
    """Return ``taught.js``, which hands the player the *questions*."""
    return f"{_TAUGHT}{PlayerTaught(tuple(questions)).model_dump_json(by_alias=True)};\n".encode()


def taught_json(script: bytes) -> str:
    """Return the JSON of the questions in *script*, a ``taught.js``; what is none of ours is no JSON."""
    return script.decode(errors="replace").strip().removeprefix(_TAUGHT).removesuffix(";")


def scripts_of(files: Sequence[PackageFile]) -> list[PackageFile]:
    """Return the scripts that stand beside the data among *files*."""
    return [_script(file) for file in files if file.path.endswith(".json")]


def _script(file: PackageFile) -> PackageFile:
    """Return the script beside a file of data: it hands the data to the player, which knows it by the file's path.

    It is for pages on disk, which no browser lets fetch a file, and for servers that do not hand out JSON.
    """
    assert isinstance(file.content, bytes), "only media is streamed from disk, and no media is JSON"
    return PackageFile(f"{file.path}.js", b'coursepackData("%s", %s);\n' % (file.path.encode(), file.content.strip()))
