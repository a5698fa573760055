"""Writes what both languages agree on: ``python -m tools.generate``.

``builder/render/player_data.py`` is the contract. ``player/src/core/player_data.ts`` is made from it and committed, so
that a change of the contract shows in review on both sides. The keys of ``scorm_templates/words/en.json`` become a type
in each language, so that neither asks for a sentence that is not there. The lists of components are made from their
folders (``tools/components.py``), and those of formats from what each has (``tools/formats.py``). Visual Studio Code's
settings are those that ``coursepack new editor`` writes, and ``docs/commands.md`` says what ``--help`` says.
``tests/test_contract.py`` and ``tests/test_components.py`` fail when what is written is not what would be written.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import textwrap
from pathlib import Path
from typing import Any

from pydantic.alias_generators import to_camel
from pydantic.json_schema import models_json_schema

from builder.cli import main as main_command
from builder.model.blocks import BLOCKS
from builder.new.editor import editor_files
from builder.render.player_data import PlayerBank, PlayerCase, PlayerData
from builder.words import original, places_in
from tools.block_reference import block_reference
from tools.commands import command_reference
from tools.components import script_table, style_list, teaching_list
from tools.formats import entries, format_table, formats_of, names_in
from tools.node import NoNode, find_node
from tools.sent_table import with_sent_table

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "player" / "src" / "core" / "player_data.ts"
KEYS = ROOT / "builder" / "words" / "keys.py"
PLAYER = ROOT / "player" / "src"
PLAYER_KEYS = PLAYER / "core" / "word_keys.ts"
COMPONENTS = ROOT / "scorm_templates" / "components"
COMMANDS = ROOT / "docs" / "commands.md"
FORMATS = ROOT / "docs" / "formats.md"
BANNER = "/* Written by tools/generate.py from builder/render/player_data.py. Change it there. */"
#: What json-schema-to-typescript adds to every comment, and says nothing to a reader.
NOISE = re.compile(r" \*\n \* This interface was referenced by .*\n \* via the `definition` .*\n")


class GenerateError(Exception):
    """The types could not be made; the message is what json-schema-to-typescript said."""


def contract_schema() -> dict[str, Any]:
    """Return the JSON Schema of the contract as it stands in the page: camelCase, every key present, without titles.

    Pydantic gives every field a title, and json-schema-to-typescript would make a type of every title.
    """
    told = (PlayerData, PlayerBank, PlayerCase)
    _, schema = models_json_schema([(model, "serialization") for model in told], by_alias=True)
    definitions: dict[str, Any] = schema["$defs"]
    for definition in definitions.values():
        definition.pop("title")
        definition["description"] = re.sub(r"``(.+?)``", _camel, definition["description"])
        for field in definition["properties"].values():
            field.pop("title", None)
    root = definitions.pop(PlayerData.__name__)
    return {"title": PlayerData.__name__, **root, "$defs": definitions}


def player_data_types() -> str:
    """Return the text of ``player_data.ts``; raise ``GenerateError`` or ``NoNode`` where it cannot be made."""
    with tempfile.TemporaryDirectory() as folder:
        schema = Path(folder, "player_data.schema.json")
        schema.write_text(json.dumps(contract_schema()), encoding="utf-8")
        options = ["--unreachableDefinitions", "--bannerComment", BANNER, "--style.printWidth", "120"]
        done = find_node().run_npm(["exec", "--no", "--", "json2ts", "--input", str(schema), *options], folder=ROOT)
    if done.returncode:
        raise GenerateError(done.stderr or done.stdout)
    return NOISE.sub("", done.stdout)


def word_keys() -> str:
    """Return the text of ``builder/words/keys.py``: the keys of all sentences but the player's, as a type."""
    keys = (f'"{key}",' for key in original() if not key.startswith("player."))
    # A key never breaks: it has no space, and its hyphens are no places to break it.
    lines = textwrap.fill(" ".join(keys), 110, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False)
    return (
        '"""The builder\'s keys of ``scorm_templates/words/en.json``. Written by tools/generate.py."""\n\n'
        "from __future__ import annotations\n\nfrom typing import Literal\n\n"
        f"WordKey = Literal[\n{lines}\n]  # fmt: skip\n"
    )


def player_word_keys() -> str:
    """Return the text of ``word_keys.ts``: the keys of the player's own sentences, and the places in each."""
    places = {key: places_in(sentence) for key, sentence in original().items() if key.startswith("player.")}
    lines = (
        f'  "{key}": {" | ".join(json.dumps(name) for name in sorted(names))};\n'
        for key, names in places.items()
        if names
    )
    plain = textwrap.wrap(
        " ".join(f'| "{key}"' for key, names in places.items() if not names), 118, break_on_hyphens=False
    )
    return (
        "/* The player's keys of scorm_templates/words/en.json. Written by tools/generate.py. */\n\n"
        "/** The sentences without places. */\n"
        f"// prettier-ignore\ntype Plain =\n  {(chr(10) + '  ').join(plain)};\n\n"
        "/** The names of the places in each of the player's sentences. */\n"
        f"export interface WordPlaces extends Record<Plain, never> {{\n{''.join(lines)}}}\n"
        "export type WordKey = keyof WordPlaces;\n"
    )


def component_lists() -> dict[Path, str]:
    """Return each file that is made from the components and their blocks, with its text."""
    return {
        ROOT / "docs" / "blocks.md": block_reference(BLOCKS, COMPONENTS),
        PLAYER / "components.ts": script_table(COMPONENTS),
        PLAYER / "ui" / "teaching.ts": teaching_list(BLOCKS),
        ROOT / "scorm_templates" / "theme" / "_components.scss": style_list(COMPONENTS),
    }


def editor_settings() -> dict[Path, str]:
    """Return each file of ``.vscode`` with its text."""
    return {ROOT / name: text for name, text in editor_files(".venv/bin/python -m builder check", "course_src").items()}


def format_lists() -> dict[Path, str]:
    """Return each file that is made from what formats have, with its text."""
    names = names_in(FORMATS)
    sending = [made for made in formats_of(names) if made.sends]
    return {
        ROOT / "builder" / "formats" / "table.py": format_table(names),
        FORMATS: with_sent_table(FORMATS, sending),
        **entries(names, PLAYER),
    }


def _camel(name: re.Match[str]) -> str:
    return f"`{to_camel(name[1]) if name[1].isidentifier() else name[1]}`"


def main() -> int:
    """Write every file and return the exit code."""
    try:
        texts = {
            KEYS: word_keys(),
            PLAYER_KEYS: player_word_keys(),
            TARGET: player_data_types(),
            **component_lists(),
            **format_lists(),
            **editor_settings(),
            COMMANDS: command_reference(main_command),
        }
    except (GenerateError, NoNode) as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1
    for file, text in texts.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
