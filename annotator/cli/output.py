"""What the verbs share: progress on a terminal, JSON where a script wants it."""

import json
import sys
from collections.abc import Generator
from typing import TypeVar

import click

from annotator.core.progress import Progress

_T = TypeVar("_T")


def finished(job: Generator[Progress, None, _T], label: str) -> _T:
    """Run a job to its end and return its result; a progress bar is drawn on a terminal only.

    Ctrl C closes the job, which keeps whole batches.
    """
    if not sys.stderr.isatty():
        return _drained(job)
    with click.progressbar(length=1, label=label, file=sys.stderr, show_eta=True) as bar:
        while True:
            try:
                progress = next(job)
            except StopIteration as stop:
                bar.update(max((bar.length or 0) - bar.pos, 0))
                result: _T = stop.value
                return result
            if progress.total:
                bar.length = progress.total
            bar.label = progress.text or label
            bar.update(max(progress.done - bar.pos, 0))


def print_json(value: object) -> None:
    """One JSON value on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def _drained(job: Generator[Progress, None, _T]) -> _T:
    while True:
        try:
            next(job)
        except StopIteration as stop:
            result: _T = stop.value
            return result
