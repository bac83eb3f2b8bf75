"""Small projects and values that many tests begin with."""

from dataclasses import replace

from annotator.core.annotation import Annotation
from annotator.core.annotator import Annotator, Kind
from annotator.core.article import Article, Metadata
from annotator.core.entry import Entry
from annotator.core.scheme import ArticleLabel, Label, Layer, Scheme
from annotator.core.span import Span
from annotator.core.text import words
from annotator.nlp.messages import Prelabelled
from annotator.project import checking
from annotator.project.intake import Intake
from annotator.project.prelabelling import store_suggestions
from annotator.project.project import create

SCHEME = Scheme(
    "small",
    layers=(
        Layer("entities", (Label("PERSON", key="1"), Label("PLACE", key="2"), Label("ORG"))),
        Layer(
            "quotes",
            tuple(map(Label, ("QUOTE", "SPEAKER", "CUE", "ADDRESSEE", "NOT_A_QUOTE"))),
            allows_overlap=True,
        ),
    ),
    article_labels=(
        ArticleLabel("sports", "topic"),
        ArticleLabel("politics", "topic"),
        ArticleLabel("not news"),
    ),
)
TEXTS = (
    "Jan Maartens met Anna Kovács in Paris.\n\nAnna Kovács smiled 😀 at Maartens.",
    "In Paris, Jan Maartens spoke.\nمحمد علي was there; so was Zoë.",
    "“It rained,” Anna Kovács said. “It rained on Paris 👩‍👩‍👧.”",
)
MODEL = "model 1"


def span(text, start, end, label="PERSON", layer="entities", number=1, **values):
    return Span(number, layer, label, start, end, text[start:end], **values)


def entry(text, *annotations, key="", place="here, line 1", **metadata):
    return Entry(Article(0, key, text, Metadata(**metadata)), annotations, place)


def annotated(text, *spans, name="Ada", kind=Kind.PERSON, **values):
    numbered = tuple(replace(one, id=n) for n, one in enumerate(spans, 1))
    return Annotator(0, "", name, kind), Annotation(0, 0, spans=numbered, **values)


def take_in(project, *entries, files="articles.txt"):
    intake = Intake(project, files, "plain text")
    intake.add(entries)
    intake.close({})
    return intake


def new_project(path, texts=TEXTS, scheme=SCHEME):
    project = create(path, scheme)
    project.use_annotator("Ada")
    if texts:
        take_in(project, *(entry(text, title=text[:12]) for text in texts))
    return project


def suggest(project, article_id, *spans, model=MODEL):
    text = project.article(article_id).text
    numbered = tuple(replace(one, id=n) for n, one in enumerate(spans, 1))
    answer = Prelabelled(article_id, numbered, tuple(words(text)))
    return store_suggestions(project, model, [answer])


def report_of(job):
    while True:
        try:
            next(job)
        except StopIteration as stop:
            return stop.value


def checked(project):
    return report_of(checking.check(project))


def marks(annotation):
    return [(one.label, one.text) for one in annotation.spans]
