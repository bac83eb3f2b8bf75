"""Small projects that two people have labelled differently, for tests of review."""

from dataclasses import replace

from making import SCHEME, entry, span, take_in

from annotator.core.annotation import Annotation, Status
from annotator.core.annotator import Annotator, Kind
from annotator.core.quotes import CUED_BY, SAID_BY
from annotator.core.span import Relation
from annotator.project.project import create

TEXT = (
    "Minister visits port\n\nIlse Maartens met Norrhavn Port Authority chair Teodor Lind in Norrhavn.\n\n"
    "“We value our partners,” Lind said. Maartens nodded.\n"
)

SECOND = f"{TEXT}Council splits over night buses.\n"


def at(words, label, *, nth=0, text=TEXT):
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    layer = "entities" if label in ("PERSON", "PLACE", "ORG") else "quotes"
    return span(text, start, start + len(words), label, layer)


def work(name, *spans, said=(), status=Status.DONE):
    """One person's finished work; `said` are (content, speaker, cue) of quotes, by their spans."""
    ordered = sorted({*spans, *(s for quote in said for s in quote if s)}, key=lambda s: s.order)
    numbered = [replace(one, id=n) for n, one in enumerate(ordered, 1)]
    ids = {one.key: one.id for one in numbered}
    relations = {
        Relation(role, ids[content.key], ids[target.key])
        for content, speaker, cue in said
        for role, target in ((SAID_BY, speaker), (CUED_BY, cue))
        if target
    }
    made = Annotation(0, 0, status=status, spans=tuple(numbered), relations=frozenset(relations))
    return Annotator(0, "", name, Kind.PERSON), made


COMMON = (
    at("Ilse Maartens", "PERSON"),
    at("Teodor Lind", "PERSON"),
    at("Norrhavn", "PLACE", nth=1),
)
CONTENT, LIND, SAID = (
    at("“We value our partners,”", "QUOTE"),
    at("Lind", "SPEAKER", nth=1),
    at("said", "CUE"),
)
MAYA = work(
    "maya",
    *COMMON,
    at("Norrhavn Port Authority", "ORG"),
    at("Maartens", "PERSON", nth=1),
    said=[(CONTENT, LIND, SAID)],
)
JONAS = work(
    "jonas",
    *COMMON,
    at("Norrhavn", "PLACE", nth=0),
    at("Maartens", "ORG", nth=1),
    said=[(CONTENT, LIND, None)],
)


def reviewed_project(path, *everybody, texts=(TEXT,), scheme=SCHEME):
    """A project in which Sam reviews what everybody (Maya and Jonas) did in each text."""
    project = create(path, scheme)
    project.use_annotator("sam")
    people = everybody or (MAYA, JONAS)
    take_in(project, *(entry(text, *people, title=text.splitlines()[0]) for text in texts))
    return project
