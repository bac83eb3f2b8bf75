"""Arguments and options that several verbs have."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

_Command = Callable[..., Any]

project_argument: Callable[[_Command], _Command] = click.argument(
    "project", type=click.Path(path_type=Path, dir_okay=False)
)
json_option: Callable[[_Command], _Command] = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON for scripts."
)
annotator_option: Callable[[_Command], _Command] = click.option(
    "--annotator", "who", metavar="NAME", help="Work as this person (default: who worked last)."
)
model_option: Callable[[_Command], _Command] = click.option(
    "--model", metavar="NAME", help="A spaCy pipeline: a package or a folder."
)
processes_option: Callable[[_Command], _Command] = click.option(
    "--processes",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="How many processes share the work.",
)
trust_option: Callable[[_Command], _Command] = click.option(
    "--trust-folder",
    "trusted",
    is_flag=True,
    help="Load a pipeline from a folder; it may run code that lies in it.",
)
