"""The README's reference of commands and keys, made from the program itself; cog keeps it in step."""

from collections.abc import Iterator
from importlib import import_module

import click

from annotator.cli.app import annotator


def commands() -> str:
    """Every command's `--help` as Markdown."""
    return "\n".join(_sections(annotator, ("annotator",)))


def keys() -> str:
    """Every command of the window with its keys, as a Markdown table."""
    # By name: only the window command may know the window, and this is its table of plain data.
    known = import_module("annotator.gui.commands").COMMANDS
    rows = [f"| {_keys(command.keys)} | {command.text} |" for command in known if command.keys]
    return "\n".join(["", "| keys | what they do |", "|---|---|", *rows, "", ""])


def _sections(command: click.Command, path: tuple[str, ...]) -> Iterator[str]:
    context = click.Context(
        command, info_name=" ".join(path), max_content_width=88, terminal_width=88
    )
    yield f"\n### `{' '.join(path)}`\n"
    yield f"```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from _sections(inner, (*path, name))


def _keys(sequences: tuple[str, ...]) -> str:
    return ", ".join(f"`{sequence.replace('+', ' ')}`" for sequence in sequences)
