"""A worker whose pipeline is as odd as a user's own can be: it prints, fails and ends the process."""

import os
import sys

from annotator.nlp import worker

_load, _suggest = worker.load, worker.suggest


def load(*args, **kwargs):
    sys.stdout.write("Loading, please wait\n")
    os.write(1, b"and a library in C says so too\n")
    assert sys.stdin.read() == ""
    return _load(*args, **kwargs)


def suggest(texts, *args):
    return _suggest(map(_look, texts), *args)


def _look(text):
    if "FAIL" in text:
        raise ValueError("the tensor has the wrong shape.\nSecond line")
    if "CRASH" in text:
        sys.stderr.write("Some warning\nout of memory\n\n")
        sys.stderr.flush()
        os._exit(3)
    return text


worker.load, worker.suggest = load, suggest

if __name__ == "__main__":
    worker.main()
