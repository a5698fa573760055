"""The player's and the theme's lists of components, made from the folders: part of ``python -m tools.generate``.

A folder below ``scorm_templates/components`` is a component, and its name is the kind. What the folder holds is all
that is asked: nobody keeps a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from pydantic.alias_generators import to_pascal

from builder.model.blocks.block import Block, Teaching, kind_of

BANNER = "Written by tools/generate.py from the folders of scorm_templates/components. Do not change it here."
MIXIN = re.compile(r"^@mixin (critical|later|scripted)\b", re.MULTILINE)


def script_table(components: Path) -> str:
    """Return ``player/src/components.ts``: the kinds in *components* whose ``<kind>.ts`` brings a block to life.

    A folder with an ``entry.ts`` has a script of its own instead, which only the pages load that need it.
    """
    kinds = [kind for kind in _kinds(components, ".ts") if not (components / kind / "entry.ts").is_file()]
    imports = "".join(
        f'import {{ enhance as {_function(kind)} }} from "../../scorm_templates/components/{kind}/{kind}.js";\n'
        for kind in kinds
    )
    rows = "".join(f"  {_key(kind)}: {_function(kind)},\n" for kind in kinds)
    return (
        f'/* {BANNER} */\n{imports}import type {{ Enhance }} from "./ui/stage.js";\n\n'
        "/** Which code brings which block to life, by kind. */\n"
        f"export const COMPONENTS: Readonly<Record<string, Enhance>> = {{\n{rows}}};\n"
    )


def style_list(components: Path) -> str:
    """Return ``scorm_templates/theme/_components.scss``: the styles in *components*, by when they are wanted.

    A ``<kind>.scss`` has a mixin ``critical`` for what a page needs to be read, a mixin ``later`` for the rest, and a
    mixin ``scripted`` for what only a script of its own shows, or some of the three.
    """
    kinds = _kinds(components, ".scss")
    mixins = {kind: MIXIN.findall((components / kind / f"{kind}.scss").read_text(encoding="utf-8")) for kind in kinds}
    uses = "".join(f'@use "../components/{kind}/{kind}";\n' for kind in kinds)
    lists = "".join(
        f"\n@mixin {name} {{\n"
        + "".join(f"  @include {kind}.{name};\n" for kind in kinds if name in mixins[kind])
        + "}\n"
        for name in ("critical", "later", "scripted")
    )
    return f"// {BANNER}\n{uses}{lists}"


def teaching_list(blocks: Iterable[type[Block]]) -> str:
    """Return ``player/src/ui/teaching.ts``: the kinds among *blocks* in which the search of a module looks."""
    rows = "".join(f'  "{kind_of(block)}",\n' for block in blocks if issubclass(block, Teaching))
    return (
        "/* Written by tools/generate.py from builder/model/blocks. Do not change it here. */\n"
        "/** The blocks that teach by what stands in them. */\n"
        f"export const TEACHING = [\n{rows}];\n"
    )


def _kinds(components: Path, suffix: str) -> list[str]:
    """Return the kinds whose folder has a file of the kind's name that ends in *suffix*."""
    return sorted(folder.name for folder in components.iterdir() if (folder / f"{folder.name}{suffix}").is_file())


def _function(kind: str) -> str:
    return f"enhance{to_pascal(kind.replace('-', '_'))}"


def _key(kind: str) -> str:
    return f'"{kind}"' if "-" in kind else kind
