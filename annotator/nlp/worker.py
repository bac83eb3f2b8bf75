"""The process spaCy lives in: `python -m annotator.nlp.worker` reads requests from stdin, a line each.

It leaves as soon as stdin closes, so it never outlives whoever started it. Requests to pre-label that have
come in are read together, which is what makes spaCy quick; each is answered as soon as it is done.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue
from threading import Thread
from typing import BinaryIO, NoReturn

from annotator.core.errors import AnnotatorError, ModelError
from annotator.nlp.docbin import DocbinWriter
from annotator.nlp.entities import Suggestions, suggest, tokenise
from annotator.nlp.messages import (
    Answer,
    Docbin,
    DocbinBatch,
    DocbinEnd,
    DocbinWritten,
    Failed,
    Load,
    Loaded,
    Prelabel,
    Prelabelled,
    Quit,
    Taken,
    Tokenise,
    Tokenised,
    decode_request,
    encode,
)
from annotator.nlp.pipeline import Pipeline, load

Asked = Load | Prelabel | Tokenise | Docbin | DocbinBatch | DocbinEnd | Failed
"""A request to answer, or the answer to a line that was none."""


def main() -> None:
    """Answer until stdin closes."""
    # Ctrl-C in a terminal reaches us too; whoever started us decides what becomes of our work.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, answers = _own_streams()
    waiting: SimpleQueue[Asked] = SimpleQueue()
    Thread(target=_receive, args=(requests, waiting), daemon=True).start()

    def send(answer: Answer) -> None:
        answers.write(encode(answer))
        answers.flush()

    try:
        Answering(waiting, send).run()
    except BrokenPipeError:
        os._exit(0)  # Nobody listens any more.


class Answering:
    """Answers what is waiting, in order; what a request needs from an earlier one is kept here."""

    def __init__(self, waiting: SimpleQueue[Asked], send: Callable[[Answer], None]) -> None:
        self._waiting = waiting
        self._send = send
        self._held: Asked | None = None
        self._pipeline: Pipeline | None = None
        self._docbin: DocbinWriter | None = None

    def run(self) -> NoReturn:
        """Answer for as long as the process lives."""
        while True:
            asked = self._next()
            if isinstance(asked, Prelabel) and self._pipeline is not None:
                self._prelabel(asked, self._pipeline)
            else:
                self._send(self._answer(asked))

    def _next(self) -> Asked:
        held, self._held = self._held, None
        return held or self._waiting.get()

    def _answer(self, asked: Asked) -> Answer:
        article_id = getattr(asked, "article_id", None)
        try:
            return self._answered(asked)
        except AnnotatorError as error:
            return Failed(str(error), article_id)
        except Exception as error:  # Whatever a pipeline's code raises must not end the process.
            return _failure(error, article_id)

    def _answered(self, asked: Asked) -> Answer:
        match asked:
            case Load():
                return self._load(asked)
            case Tokenise():
                return Tokenised(asked.article_id, tokenise(asked.text, self._loaded()))
            case Prelabel():
                found = next(suggest([asked.text], self._loaded(), asked.mapping, asked.quotes))
                return _prelabelled(asked, found)
            case Docbin() | DocbinBatch() | DocbinEnd():
                return self._write(asked)
            case Failed():
                return asked

    def _load(self, asked: Load) -> Loaded:
        pipeline = load(asked.model, trusted=asked.trusted)
        self._pipeline = pipeline
        version = str(pipeline.nlp.meta["version"])
        return Loaded(pipeline.name, version, pipeline.language, pipeline.remark)

    def _loaded(self) -> Pipeline:
        if self._pipeline is None:
            raise ModelError("No model is loaded yet.")
        return self._pipeline

    def _write(self, asked: Docbin | DocbinBatch | DocbinEnd) -> Answer:
        if isinstance(asked, Docbin):
            self._docbin = DocbinWriter(asked)
            return Taken()
        # Taken from its place, so that after a failure the rest of the export fails too.
        writer, self._docbin = self._docbin, None
        if writer is None:
            raise ModelError("No .spacy files were begun.")
        if isinstance(asked, DocbinEnd):
            return DocbinWritten(writer.finish())
        writer.add(asked.name, asked.entries)
        self._docbin = writer
        return Taken()

    def _prelabel(self, first: Prelabel, pipeline: Pipeline) -> None:
        """Pre-label this article and those that wait behind it; one that fails costs no other."""
        unanswered: deque[Prelabel] = deque()
        texts = self._texts(first, unanswered)
        try:
            for found in suggest(texts, pipeline, first.mapping, first.quotes):
                self._send(_prelabelled(unanswered.popleft(), found))
        except BrokenPipeError:
            raise
        except Exception:  # Whose fault it was is found out one by one.
            for request in unanswered:
                self._send(self._answer(request))

    def _texts(self, first: Prelabel, unanswered: deque[Prelabel]) -> Iterator[str]:
        """The texts waiting now with the same wishes; each request is noted as unanswered."""
        asked: Asked | None = first
        wishes = (first.mapping, first.quotes)
        while isinstance(asked, Prelabel) and (asked.mapping, asked.quotes) == wishes:
            unanswered.append(asked)
            yield asked.text
            asked = self._waiting_now()
        self._held = asked

    def _waiting_now(self) -> Asked | None:
        try:
            return self._waiting.get_nowait()
        except Empty:
            return None


def _prelabelled(asked: Prelabel, found: Suggestions) -> Prelabelled:
    return Prelabelled(
        asked.article_id,
        found.spans,
        found.tokens,
        found.decided,
        found.relations,
        found.clusters,
        found.bare if asked.bare else (),
    )


def _failure(error: Exception, article_id: int | None) -> Failed:
    traceback.print_exception(error)
    reason = str(error).strip().split("\n", 1)[0].removesuffix(".")
    kind = type(error).__name__
    return Failed(f"The model failed: {kind}{': ' if reason else ''}{reason}.", article_id)


def _receive(requests: BinaryIO, waiting: SimpleQueue[Asked]) -> None:
    """Queue what comes in; at its end leave at once, even in the middle of a long text."""
    for line in requests:
        try:
            request = decode_request(line)
        except ModelError as error:
            waiting.put(Failed(str(error)))
            continue
        if isinstance(request, Quit):
            break
        waiting.put(request)
    os._exit(0)


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """Stdin and stdout for us alone: what a pipeline prints goes to stderr, and it reads nothing."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return requests, answers


if __name__ == "__main__":
    main()
