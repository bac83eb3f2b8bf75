"""Commands run in this process."""

from annotator.cli.app import run


def output(capsys, *arguments):
    """The exit status, what was printed, and what went to standard error."""
    status = run([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err
