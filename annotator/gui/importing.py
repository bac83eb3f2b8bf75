"""Importing only what the window uses."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def hidden(name: str) -> Iterator[None]:
    """Let imports meanwhile do without a library, if it was not imported before.

    sqlite_utils takes numpy along only to know its types, and that is a third of the time a project
    needs to open (120 ms of 350, measured).
    """
    there = name in sys.modules
    if not there:
        sys.modules[name] = None  # type: ignore[assignment]  # what makes Python say it is missing
    try:
        yield
    finally:
        if not there:
            del sys.modules[name]
