"""The command `annotator`: opens the window, or runs one of the verbs, each imported when it is called."""

from collections.abc import Sequence
from importlib import import_module

import click

from annotator import __version__
from annotator.core.errors import AnnotatorError

_VERBS = (
    "new",
    "import",
    "prelabel",
    "export",
    "assign",
    "bundle",
    "merge",
    "review",
    "feedback",
    "controls",
    "agreement",
    "check",
    "stats",
    "scheme",
    "evaluate",
    "effort",
)
_WINDOW = "window"

_HELP = """Label news text by hand: one window, one file, no network.

`annotator PROJECT.db` opens the window on a project, `annotator` alone shows the welcome page. The
commands below do without a window and without a display.

\b
Examples:
  annotator --sample                        try the sample articles
  annotator new harbour.db                  make an empty project
  annotator import harbour.db articles/     take in a folder of articles
  annotator prelabel harbour.db             let spaCy suggest names
  annotator harbour.db                      label
  annotator export harbour.db training/     spaCy training data

\b
Exit status:
  0  all went well
  1  something could not be done (one sentence on standard error says what), or problems were found
  2  the command line was not understood
  130  interrupted; what was finished is kept
"""


class _Verbs(click.Group):
    """Finds verbs by file name; anything else is what the window is to open."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 — click calls it so
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in (*_VERBS, _WINDOW):
            return None
        module = import_module(f"annotator.cli.{cmd_name.replace('import', 'import_')}")
        command: click.Command = module.command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        alone = {"--help", "-h", "--version"}
        if not args or not (args[0] in _VERBS or args[0] in alone):
            args = [_WINDOW, *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, "[--sample] [--model NAME] [PROJECT]")
        formatter.write_usage(ctx.command_path, "COMMAND [OPTIONS] [ARGS]...")


@click.group(
    cls=_Verbs,
    help=_HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="annotator")
def annotator() -> None:
    """See _HELP."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    try:
        result = annotator.main(arguments, prog_name="annotator", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("Interrupted; what was finished is kept.", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except AnnotatorError as error:
        click.echo(f"annotator: {error}", err=True)
        return 1
    return result if isinstance(result, int) else 0
