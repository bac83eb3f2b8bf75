"""What stands beside `.spacy` files so that one command trains a model on them."""

from __future__ import annotations

from functools import cache

from annotator.nlp.messages import DocbinReport

CONFIG = "config.cfg"
README = "README.txt"
BEST = "model/model-best"
COMMAND = (
    "python -m spacy train config.cfg --output model"
    " --paths.train train.spacy --paths.dev dev.spacy"
)


def recipe(language: str, report: DocbinReport) -> dict[str, str]:
    """The texts of the files that stand beside the `.spacy` files, by file name."""
    return {CONFIG: config(language), README: readme(report)}


@cache
def config(language: str) -> str:
    """The settings spaCy itself recommends for training entity recognition on a CPU, from nothing."""
    from spacy.cli.init_config import init_config

    made = init_config(lang=language, pipeline=["ner"], optimize="efficiency", gpu=False)
    made["paths"]["train"], made["paths"]["dev"] = "train.spacy", "dev.spacy"
    return made.to_str()


def readme(report: DocbinReport) -> str:
    """What the files hold, how to train on them, and which spans are not in them as they were marked."""
    parts = [
        "Training data for spaCy, written by Annotator.",
        "\n".join(_count(file.name, file.articles, file.labels) for file in report.files),
        f"To train a model, in this folder:\n\n    {COMMAND}",
        _afterwards(report),
        _misfits(report),
    ]
    return "\n\n".join(parts) + "\n"


def _count(name: str, articles: int, labels: dict[str, int]) -> str:
    spans = ", ".join(f"{number} {label}" for label, number in labels.items())
    return f"    {name}.spacy: {articles} articles; {spans or 'no entities'}"


def _afterwards(report: DocbinReport) -> str:
    if all(file.name != "test" for file in report.files):
        return f"The best model is then in {BEST}."
    return (
        f"The best model is then in {BEST}; to measure it on the test articles:\n\n"
        f"    python -m spacy evaluate {BEST} test.spacy"
    )


def _misfits(report: DocbinReport) -> str:
    if not report.misfits:
        return "Every entity is in the files exactly as it was marked."
    lines = [
        f"    {m.file}.spacy, article {m.key}, {m.start}-{m.end}, {m.label} {m.text!r}: {m.done}"
        for m in report.misfits
    ]
    return (
        "These entities could not be written as they were marked (offsets in code points):\n\n"
        + "\n".join(lines)
    )
