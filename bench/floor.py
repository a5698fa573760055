"""The least that any build in Python could cost: ``python -m bench.floor SOURCE BYTES``.

It starts Python, imports the libraries, reads every file of the folder SOURCE, and deflates every file of the folder
BYTES once. A build is measured against it, so that a slow machine does not look like a slow build.
"""

from __future__ import annotations

import sys
import zlib
from pathlib import Path

import click
import lxml.etree
import yaml
from jinja2 import Environment
from markdown_it import MarkdownIt
from pydantic import BaseModel

#: What a build uses of each library: pydantic, for one, is only loaded when something is asked of it.
LIBRARIES = (click, lxml.etree, yaml, Environment, MarkdownIt, BaseModel)


def read_all(folder: Path) -> list[bytes]:
    """Return the content of every file below *folder*."""
    return [path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()]


if __name__ == "__main__":
    read_all(Path(sys.argv[1]))
    for content in read_all(Path(sys.argv[2])):
        zlib.compress(content, 6)
