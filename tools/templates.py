"""Compiles the templates of pages ahead of the first build: ``python -m tools.templates``.

``make assets`` runs it. A build that finds nothing here, or something else than it needs, compiles for itself.
Manifests are left out: their environment is another one.
"""

from __future__ import annotations

from pathlib import Path

from jinja2.bccache import Bucket

from builder.render.templates import PREPARED, PreparedTemplates, environment

TEMPLATES = Path(__file__).resolve().parents[1] / "scorm_templates"


class _Writing(PreparedTemplates):
    """Puts byte code where builds look for it."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        (TEMPLATES / PREPARED / bucket.key).write_bytes(bucket.bytecode_to_string())


def main() -> None:
    """Compile every template whose byte code is not there or not of this Python and this text."""
    (TEMPLATES / PREPARED).mkdir(parents=True, exist_ok=True)
    writing = environment().overlay(bytecode_cache=_Writing())
    for folder, those in (("components", "*.html.j2"), ("layouts", "*.j2"), ("documents", "*.html.j2")):
        for path in sorted((TEMPLATES / folder).rglob(those)):
            writing.get_template(path.relative_to(TEMPLATES).as_posix())


if __name__ == "__main__":
    main()
