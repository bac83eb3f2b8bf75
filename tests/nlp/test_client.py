import os
import signal
import sys
import time
from pathlib import Path

import pytest

from annotator.core.errors import AnnotatorError, ModelError
from annotator.core.span import Span
from annotator.nlp import client
from annotator.nlp.client import IN_FLIGHT, Worker, WorkerPool
from annotator.nlp.docbin import write_docbins
from annotator.nlp.entities import suggest
from annotator.nlp.messages import DocEntry, Failed, Policy
from annotator.nlp.pipeline import load

MAPPING = {"PERSON": "PERSON", "GPE": "PLACE", "ORG": "ORG"}
ODD = [sys.executable, "-P", str(Path(__file__).with_name("odd_worker.py"))]
ARTICLES = [
    (n, f"😀 {n} times\n\nAnn Li left Oslo for Hest Bank. " * (1 + n % 4)) for n in range(40)
]


@pytest.fixture(scope="module")
def worker(ruled_folder):
    with Worker(ruled_folder, trusted=True) as running:
        yield running


@pytest.fixture
def odd(monkeypatch, ruled_folder):
    monkeypatch.setattr(client, "command", lambda: ODD)
    with Worker(ruled_folder, trusted=True) as running:
        yield running


def is_gone(process_id):
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return True
    return False


def test_it_knows_the_name_suggestions_are_stored_under(worker):
    assert worker.name == "en_ruled 1.2.3 + rules 2"
    assert worker.language == "en"


def test_it_answers_every_article_in_order_as_the_pipeline_itself_would(worker, ruled_folder):
    answers = list(worker.prelabel(ARTICLES, MAPPING))
    pipeline = load(ruled_folder, trusted=True)
    expected = suggest([text for _, text in ARTICLES], pipeline, MAPPING)
    for (article_id, text), answer, found in zip(ARTICLES, answers, expected, strict=True):
        assert answer.article_id == article_id
        assert (answer.spans, answer.bounds) == (found.spans, found.tokens)
        assert answer.spans
        assert all(text[span.start : span.end] == span.text for span in answer.spans)


def test_no_articles_give_no_answers(worker):
    assert list(worker.prelabel([], MAPPING)) == []


def test_articles_are_taken_only_a_few_ahead(worker):
    taken = []
    articles = ((taken.append(n), (n, text))[1] for n, text in ARTICLES)
    answers = worker.prelabel(articles, MAPPING)
    for n, _ in enumerate(answers):
        assert len(taken) <= n + 1 + IN_FLIGHT


def test_a_run_broken_off_leaves_nothing_for_the_next(worker):
    for _ in worker.prelabel(ARTICLES, MAPPING):
        break
    answers = list(worker.prelabel([(99, "Ann Li")], MAPPING))
    assert [answer.article_id for answer in answers] == [99]


def test_it_gives_the_tokens_alone(worker):
    articles = [(1, "Ann Li’s 👩‍🚒.\n"), (2, "")]
    assert list(worker.tokenise(articles)) == [
        (1, ((0, 3), (4, 6), (6, 8), (9, 10), (10, 11), (11, 12), (12, 13))),
        (2, ()),
    ]


def test_several_processes_answer_every_article_once(ruled_folder):
    with WorkerPool(ruled_folder, 2, trusted=True) as pool:
        answers = list(pool.prelabel(ARTICLES, MAPPING))
    assert sorted(answer.article_id for answer in answers) == [n for n, _ in ARTICLES]


def test_the_end_of_the_block_ends_the_processes_whatever_they_do(ruled_folder):
    with WorkerPool(ruled_folder, 2, trusted=True) as pool:
        next(pool.prelabel([(1, "Ann Li"), (2, "Ann Li " * 200_000), (3, "Oslo")], MAPPING))
        ids = pool.process_ids
        began = time.monotonic()
    assert time.monotonic() - began < client.SECONDS_TO_LEAVE
    assert all(is_gone(process_id) for process_id in ids)


def test_closing_kills_a_process_that_does_not_react(monkeypatch, ruled_folder):
    monkeypatch.setattr(client, "SECONDS_TO_LEAVE", 0.2)
    with Worker(ruled_folder, trusted=True) as running:
        (process_id,) = running.process_ids
        os.kill(process_id, signal.SIGSTOP)
    assert is_gone(process_id)


def test_a_killed_process_is_told_in_a_sentence(ruled_folder):
    with Worker(ruled_folder, trusted=True) as running:
        answers = running.prelabel(ARTICLES, MAPPING)
        next(answers)
        os.kill(*running.process_ids, signal.SIGKILL)
        sentence = r"^The pre-labelling process stopped \(signal 9\); start it again\.$"
        with pytest.raises(ModelError, match=sentence):
            list(answers)
        with pytest.raises(ModelError, match=sentence):
            list(running.prelabel(ARTICLES, MAPPING))


def test_a_process_that_ends_itself_is_told_with_its_last_words(odd):
    sentence = (
        r"^The pre-labelling process stopped \(exit code 3: out of memory\); start it again\.$"
    )
    with pytest.raises(ModelError, match=sentence):
        list(odd.prelabel([(1, "Ann Li"), (2, "CRASH"), (3, "Oslo")], MAPPING))


def test_an_article_the_model_fails_on_is_answered_with_the_reason(odd):
    answers = list(odd.prelabel([(1, "Ann Li"), (2, "FAIL"), (3, "Oslo")], MAPPING))
    assert [answer.article_id for answer in answers] == [1, 2, 3]
    assert [isinstance(answer, Failed) for answer in answers] == [False, True, False]
    assert "the tensor has the wrong shape" in answers[1].sentence


def test_a_missing_model_is_told_with_the_command_that_installs_it():
    with (
        pytest.raises(ModelError, match="python -m spacy download xx_no_such_model"),
        WorkerPool("xx_no_such_model", 2),
    ):
        pytest.fail("there is no such model")


def test_a_folder_is_loaded_only_when_trusted(ruled_folder):
    with pytest.raises(ModelError, match="run code"), Worker(ruled_folder):
        pytest.fail("nobody said it is trusted")


def test_a_python_that_is_not_there_is_told_in_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setattr(client, "command", lambda: [str(tmp_path / "python")])
    with pytest.raises(ModelError, match="cannot be started: No such file"), Worker(None):
        pytest.fail("there is no such program")


def test_a_file_named_like_a_library_in_the_users_folder_does_no_harm(monkeypatch, tmp_path):
    (tmp_path / "msgspec.py").write_text("raise SystemExit('not the library')")
    monkeypatch.chdir(tmp_path)
    with Worker(None) as running:
        (answer,) = running.prelabel([(1, "Ann Li")], MAPPING)
    assert answer == Failed("No model is loaded yet.", 1)


def entries(count):
    span = Span(1, "entities", "PERSON", 0, 6, "Ann Li")
    return [DocEntry(f"a{n}", f"Ann Li said {n}.", (span,)) for n in range(count)]


def test_spacy_files_are_written_without_a_model_as_they_are_in_process(tmp_path):
    files = {"train": entries(45), "dev": entries(2), "test": []}
    with Worker(None) as running:
        report = running.docbin(tmp_path / "a", files.items(), "en", Policy.IN, ["PERSON"])
    expected = write_docbins(tmp_path / "b", files.items(), "en", Policy.IN, ["PERSON"])
    assert report == expected
    assert [file.articles for file in report.files] == [45, 2, 0]
    for path in (tmp_path / "b").iterdir():
        assert (tmp_path / "a" / path.name).read_bytes() == path.read_bytes()


def test_spacy_files_that_cannot_be_written_are_told_and_the_worker_goes_on(worker, tmp_path):
    (tmp_path / "taken").write_text("a file")
    folder = tmp_path / "taken" / "folder"
    with pytest.raises(AnnotatorError, match="cannot be written: Not a directory"):
        worker.docbin(folder, {"train": entries(400)}.items(), "en", Policy.IN, ["PERSON"])
    with pytest.raises(AnnotatorError, match="tokens of “qq”"):
        worker.docbin(tmp_path, {"train": entries(400)}.items(), "qq", Policy.IN, ["PERSON"])
    report = worker.docbin(tmp_path, {"train": entries(3)}.items(), "en", Policy.IN, ["PERSON"])
    assert report.files[0].spans == 3
    assert list(worker.prelabel([(1, "")], MAPPING))
