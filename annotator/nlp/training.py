"""What stands beside `.spacy` files so that one command trains a model on them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from annotator.core.quotes import QUOTE
from annotator.nlp.messages import DocbinReport
from annotator.nlp.spoken import GROUPS

if TYPE_CHECKING:
    from thinc.api import Config

CONFIG = "config.cfg"
README = "README.txt"
BEST = "model/model-best"
_READING = """\
Quotes stand in groups of spans: the parts of their content in doc.spans["quotes"], and in "speakers",
"cues", "addressees" and "roles" what belongs to them; "not_quotes" is there when it was asked for. What
joins them is in doc.user_data["quotes"]: for each quote the numbers of its spans in these groups, the
speaker's name, the kind (direct, mixed, indirect), the medium and so on. With spaCy alone:

    import spacy
    from spacy.tokens import DocBin

    nlp = spacy.blank("{language}")
    for doc in DocBin(store_user_data=True).from_disk("train.spacy").get_docs(nlp.vocab):
        for link in doc.user_data["quotes"]:
            parts = [doc.spans["quotes"][number].text for number in link["parts"]]
            print(link["name"], link["kind"], " … ".join(parts))

With Annotator installed, as quotes with their parts, speaker and cue:

    import spacy
    from annotator.nlp.spoken import read_quotes
    from spacy.tokens import DocBin

    nlp = spacy.blank("{language}")
    for doc in DocBin(store_user_data=True).from_disk("train.spacy").get_docs(nlp.vocab):
        for quote, name in read_quotes(doc):
            print(name, quote.kind, quote.text)

A model trained here marks the parts of quotes in doc.spans["quotes"]; config.cfg trains span_finder to
propose where they begin and end, and spancat to choose among them. A part of more than 60 tokens is not
learnt whole, since memory grows with the square of the length; raise max_length in config.cfg to try."""
_LONGEST = 60
"""The most tokens a part may have to be learnt: before it knows better, span_finder proposes every stretch
up to this, and twice the length costs four times the memory."""

COMMAND = (
    "python -m spacy train config.cfg --output model"
    " --paths.train train.spacy --paths.dev dev.spacy"
)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a model is to learn: entities, quotes, or both; `longest` is the longest part in tokens."""

    entities: bool = True
    quotes: bool = False
    longest: int = 1


def recipe(language: str, report: DocbinReport, lesson: Lesson = Lesson()) -> dict[str, str]:
    """The texts of the files that stand beside the `.spacy` files, by file name."""
    return {CONFIG: config(language, lesson), README: readme(report, lesson, language)}


@cache
def config(language: str, lesson: Lesson = Lesson()) -> str:
    """The settings spaCy itself recommends for training on a CPU, from nothing.

    Quotes are far longer than the few tokens that spancat tries by itself, so span_finder is trained to
    propose where they begin and end.
    """
    from spacy.cli.init_config import init_config

    finding = ["span_finder", "spancat"] if lesson.quotes else []
    pipeline = [*(["ner"] if lesson.entities or not finding else []), *finding]
    made = init_config(lang=language, pipeline=pipeline, optimize="efficiency", gpu=False)
    made["paths"]["train"], made["paths"]["dev"] = "train.spacy", "dev.spacy"
    if lesson.quotes:
        _learn_quotes(made, lesson)
    return made.to_str()


def _learn_quotes(made: Config, lesson: Lesson) -> None:
    from spacy.pipeline.span_finder import DEFAULT_SPAN_FINDER_MODEL

    key, parts, training = GROUPS[QUOTE], made["components"], made["training"]
    # It marks while it is trained, where vectors shared with others are not at hand.
    own = {"@architectures": "spacy.SpanFinder.v1", **DEFAULT_SPAN_FINDER_MODEL}
    longest = min(lesson.longest, _LONGEST)
    parts["span_finder"] |= {"spans_key": key, "max_length": longest, "model": own}
    suggester = {"@misc": "spacy.preset_spans_suggester.v1", "spans_key": key}
    parts["spancat"] |= {"spans_key": key, "suggester": suggester}
    training["annotating_components"] = ["span_finder"]
    weights = training["score_weights"]
    named = {name.replace("_sc_", f"_{key}_"): weight for name, weight in weights.items()}
    # spaCy adds the default key again unless it is switched off.
    training["score_weights"] = named | dict.fromkeys(weights.keys() - named.keys())


def readme(report: DocbinReport, lesson: Lesson = Lesson(), language: str = "en") -> str:
    """What the files hold, how to train on them, and which spans are not in them as they were marked."""
    parts = [
        "Training data for spaCy, written by Annotator.",
        "\n".join(_count(file.name, file.articles, file.labels) for file in report.files),
        f"To train a model, in this folder:\n\n    {COMMAND}",
        _afterwards(report),
        _READING.format(language=language) if lesson.quotes else "",
        _misfits(report),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _count(name: str, articles: int, labels: dict[str, int]) -> str:
    spans = ", ".join(f"{number} {label}" for label, number in labels.items())
    return f"    {name}.spacy: {articles} articles; {spans or 'no spans'}"


def _afterwards(report: DocbinReport) -> str:
    if all(file.name != "test" for file in report.files):
        return f"The best model is then in {BEST}."
    return (
        f"The best model is then in {BEST}; to measure it on the test articles:\n\n"
        f"    python -m spacy evaluate {BEST} test.spacy"
    )


def _misfits(report: DocbinReport) -> str:
    if not report.misfits:
        return "Every span is in the files exactly as it was marked."
    lines = [
        f"    {m.file}.spacy, article {m.key}, {m.start}-{m.end}, {m.label} {m.text!r}: {m.done}"
        for m in report.misfits
    ]
    return (
        "These spans could not be written as they were marked (offsets in code points):\n\n"
        + "\n".join(lines)
    )
