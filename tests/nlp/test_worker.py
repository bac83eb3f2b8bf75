import signal
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.nlp.client import command
from annotator.nlp.messages import (
    DocbinEnd,
    Failed,
    Load,
    Loaded,
    Prelabel,
    Prelabelled,
    Quit,
    Tokenise,
    Tokenised,
    decode_answer,
    encode,
)

MAPPING = {"PERSON": "PERSON", "GPE": "PLACE"}
ODD = [sys.executable, "-P", str(Path(__file__).with_name("odd_worker.py"))]
SECONDS = 30


class Conversation:
    """A worker process, spoken to directly."""

    def __init__(self, program):
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(program, stdin=pipe, stdout=pipe, stderr=pipe)

    def say(self, *messages):
        for message in messages:
            self.process.stdin.write(message if isinstance(message, bytes) else encode(message))
        self.process.stdin.flush()

    def hear(self):
        return decode_answer(self.process.stdout.readline())

    def ask(self, *messages):
        self.say(*messages)
        return [self.hear() for _ in messages]

    def end(self):
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            stream.close()


@pytest.fixture(scope="module")
def talk(ruled_folder):
    conversation = Conversation(command())
    conversation.ask(Load(ruled_folder, True))
    yield conversation
    conversation.end()


@pytest.fixture
def new():
    begun = []

    def begin(program=None):
        begun.append(Conversation(program or command()))
        return begun[-1]

    yield begin
    for conversation in begun:
        conversation.end()


def test_suggestions_come_with_bounds_in_code_points_and_the_schemes_labels(talk):
    (answer,) = talk.ask(Prelabel(5, "😀 Ann Li\nleft Oslo.", MAPPING))
    assert [(s.label, s.start, s.end, s.text) for s in answer.spans] == [
        ("PERSON", 2, 8, "Ann Li"),
        ("PLACE", 14, 18, "Oslo"),
    ]
    assert answer.bounds == ((0, 1), (2, 5), (6, 8), (9, 13), (14, 18), (18, 19))
    assert answer.article_id == 5


def test_answers_keep_the_order_of_the_requests_whatever_their_kind(talk):
    text = "Ann Li. "
    answers = talk.ask(
        Prelabel(1, text * 200, MAPPING),
        Prelabel(2, text, MAPPING),
        Prelabel(3, text, {}),
        Tokenise(4, text),
        b"no message\n",
        Prelabel(5, text, MAPPING),
    )
    kinds = [Prelabelled, Prelabelled, Prelabelled, Tokenised, Failed, Prelabelled]
    assert [type(answer) for answer in answers] == kinds
    assert [answer.article_id for answer in answers] == [1, 2, 3, 4, None, 5]
    assert [len(answers[n].spans) for n in (0, 1, 2, 5)] == [200, 1, 0, 1]


def test_a_missing_model_is_told_and_the_loaded_one_goes_on(talk):
    failed, found = talk.ask(Load("no_such_pipeline"), Prelabel(1, "Ann Li", MAPPING))
    assert isinstance(failed, Failed)
    assert "no_such_pipeline is not installed" in failed.sentence
    assert len(found.spans) == 1


def test_ending_spacy_files_that_were_not_begun_is_refused(talk):
    assert talk.ask(DocbinEnd()) == [Failed("No .spacy files were begun.")]


def test_ctrl_c_in_the_terminal_does_not_end_the_worker(talk):
    talk.process.send_signal(signal.SIGINT)
    assert isinstance(talk.ask(Tokenise(1, "Still here"))[0], Tokenised)


def test_nothing_is_read_for_names_before_a_model_is_loaded(new):
    answers = new().ask(Prelabel(3, "Ann Li", MAPPING), Tokenise(4, "Ann Li"))
    assert answers == [Failed("No model is loaded yet.", 3), Failed("No model is loaded yet.", 4)]


def test_it_leaves_when_stdin_closes_even_in_the_middle_of_a_long_text(new, ruled_folder):
    talk = new()
    talk.ask(Load(ruled_folder, True))
    talk.say(Prelabel(1, "Ann Li went to Oslo again. " * 100_000, MAPPING))
    talk.process.stdin.close()
    assert talk.process.wait(SECONDS) == 0
    assert talk.process.stdout.read() == b""


def test_quit_ends_it_before_what_still_waits(new, ruled_folder):
    talk = new()
    talk.ask(Load(ruled_folder, True))
    talk.say(Prelabel(1, "Ann Li went to Oslo again. " * 100_000, MAPPING), Quit())
    assert talk.process.wait(SECONDS) == 0


def test_what_a_pipeline_prints_never_mixes_with_the_answers(new, ruled_folder):
    talk = new(ODD)
    loaded, found = talk.ask(Load(ruled_folder, True), Prelabel(1, "Ann Li", MAPPING))
    assert isinstance(loaded, Loaded)
    assert len(found.spans) == 1
    talk.process.stdin.close()
    said = talk.process.stderr.read()
    assert b"Loading, please wait" in said
    assert b"a library in C says so too" in said


def test_an_article_the_model_fails_on_costs_no_other(new, ruled_folder):
    talk = new(ODD)
    texts = ["Ann Li", "FAIL", "Oslo", "FAIL", "Ann Li"]
    _, *answers = talk.ask(
        Load(ruled_folder, True), *(Prelabel(n, text, MAPPING) for n, text in enumerate(texts))
    )
    assert [type(answer) for answer in answers] == [
        Prelabelled,
        Failed,
        Prelabelled,
        Failed,
        Prelabelled,
    ]
    sentence = "The model failed: ValueError: the tensor has the wrong shape."
    assert answers[1] == Failed(sentence, 1)
