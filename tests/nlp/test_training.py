import shlex
import subprocess
import sys

import pytest

from annotator.core.span import Span
from annotator.nlp.docbin import write_docbins
from annotator.nlp.messages import DocbinReport, DocEntry, FileCount, Misfit, Policy
from annotator.nlp.training import COMMAND, Lesson, config, readme

NAMES = ["Ann Li", "Bo Ruiz", "Kit Maas", "Ola Berg"]
FILES = (
    FileCount("train", 8, 12, {"PERSON": 12, "ORG": 0}),
    FileCount("dev", 2, 3, {"PERSON": 3, "ORG": 0}),
)


def articles(count):
    for n in range(count):
        name = NAMES[n % len(NAMES)]
        text = f"{name} spoke on day {n}.\n\nNobody else did."
        yield DocEntry(f"a{n}", text, (Span(1, "entities", "PERSON", 0, len(name), name),))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("export")
    files = {"train": articles(12), "dev": articles(4), "test": articles(2)}
    write_docbins(made, files.items(), "en", Policy.IN, ["PERSON", "ORG"])
    return made


def run(command, folder):
    program, *arguments = shlex.split(command)
    assert program == "python"
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def commands(folder):
    lines = (folder / "README.txt").read_text("utf-8").split("\n")
    return [line.strip() for line in lines if line.startswith("    python ")]


def test_the_commands_of_the_readme_train_a_model_and_measure_it(folder):
    import spacy

    train, evaluate = commands(folder)
    few = " --training.max_steps 4 --training.eval_frequency 2"
    run(train + few, folder)
    run(evaluate, folder)
    model = spacy.load(folder / "model" / "model-best")
    assert model.pipe_names == ["tok2vec", "ner"]
    assert "PERSON" in model.get_pipe("ner").labels


def test_the_config_is_for_entities_in_the_articles_language_and_repeatable():
    text = config("de")
    assert 'lang = "de"' in text
    assert 'pipeline = ["tok2vec", "ner"]' in text
    assert 'train = "train.spacy"' in text
    assert "seed = 0" in text
    config.cache_clear()
    assert config("de") == text


def test_the_readme_counts_what_the_files_hold_and_names_the_command():
    text = readme(DocbinReport(FILES, ()))
    assert "train.spacy: 8 articles; 12 PERSON, 0 ORG" in text
    assert "dev.spacy: 2 articles; 3 PERSON, 0 ORG" in text
    assert f"\n    {COMMAND}\n" in text
    assert "exactly as it was marked" in text


def test_without_test_articles_the_readme_does_not_say_how_to_measure_on_them():
    assert "spacy evaluate" not in readme(DocbinReport(FILES, ()))


def test_the_readme_lists_every_misfit_on_a_line_of_its_own():
    misfits = tuple(
        Misfit("train", f"a{n}", n, n + 9, "Ann\nLi-Ro", "PERSON", "left out: why") for n in (1, 2)
    )
    lines = readme(DocbinReport(FILES, misfits)).split("\n")
    assert "    train.spacy, article a1, 1-10, PERSON 'Ann\\nLi-Ro': left out: why" in lines
    assert "    train.spacy, article a2, 2-11, PERSON 'Ann\\nLi-Ro': left out: why" in lines


def test_the_config_for_quotes_looks_for_them_under_their_own_key():
    made = config("en", Lesson(entities=False, quotes=True, longest=50))
    assert 'pipeline = ["tok2vec", "span_finder", "spancat"]' in made
    assert made.count('spans_key = "quotes"') == 3
    assert 'spans_key = "sc"' not in made
    assert "max_length = 50" in made
    assert "max_length = 60" in config("en", Lesson(quotes=True, longest=200))
    assert 'annotating_components = ["span_finder"]' in made
    assert "spans_quotes_f = 1.0" in made
    assert "spans_sc_f = null" in made
    assert 'pipeline = ["tok2vec", "ner", "span_finder", "spancat"]' in config(
        "en", Lesson(quotes=True)
    )
