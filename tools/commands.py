"""``docs/commands.md``: every command with its options, part of ``python -m tools.generate``.

The words are those that ``--help`` says.
"""

from __future__ import annotations

from collections.abc import Iterator

import click

HEAD = r"""# Commands

<!-- Written by tools/generate.py from the commands themselves. Do not change it here. -->

What `coursepack COMMAND --help` says. In a clone, `.venv/bin/python -m builder` is `coursepack`.

Results go to standard output, all else to standard error; progress is shown to people at a terminal alone. Exit codes:
0 fine, 1 problems found, 2 wrong usage, or something that cannot be read or written, 130 stopped by Ctrl+C (143 by
`kill`). With `--problems json`, `sarif` or `github` the problems stand on standard output alone, also where there are
none, and results beside; after wrong usage it is empty. Colours: `NO_COLOR`, `FORCE_COLOR`. `coursepack --version`
says the commit as well, where it is known.

Your shell completes commands and options with one line in its settings:

| shell | file | line |
|---|---|---|
| Bash | `~/.bashrc` | `eval "$(_COURSEPACK_COMPLETE=bash_source coursepack)"` |
| Zsh | `~/.zshrc` | `eval "$(_COURSEPACK_COMPLETE=zsh_source coursepack)"` |
| fish | `~/.config/fish/config.fish` | `_COURSEPACK_COMPLETE=fish_source coursepack \| source` |
"""


def command_reference(group: click.Group) -> str:
    """Return the text of ``docs/commands.md`` for the commands of *group*."""
    return HEAD + "".join(_sections(group, "coursepack"))


def _sections(group: click.Group, name: str) -> Iterator[str]:
    for command in sorted(group.commands):
        yield from _section(group.commands[command], f"{name} {command}")


def _section(command: click.Command, name: str) -> Iterator[str]:
    if isinstance(command, click.Group):
        yield from _sections(command, name)
        return
    context = click.Context(command)
    given = [param for param in command.params if isinstance(param, click.Argument)]
    arguments = " ".join(piece for param in given for piece in param.get_usage_pieces(context))
    options = [param for param in command.params if isinstance(param, click.Option) and not param.hidden]
    rows = "".join(f"| {_flags(option)} | {option.help} |\n" for option in options)
    table = f"\n| option | what it does |\n|---|---|\n{rows}" if rows else "\nIt has no options.\n"
    yield f"\n## `{f'{name} {arguments}'.strip()}`\n\n{' '.join((command.help or '').split())}\n{table}"


def _flags(option: click.Option) -> str:
    flags = ", ".join(f"`{flag}`" for flag in option.opts)
    if option.is_flag:
        return flags
    if isinstance(option.type, click.Choice):
        return f"{flags} " + ", ".join(f"`{choice}`" for choice in option.type.choices)
    return f"{flags} {option.metavar or option.type.name.upper()}"
