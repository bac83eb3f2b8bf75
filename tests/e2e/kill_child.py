"""Works on a project at random until it is killed, naming each step only when it was acknowledged."""

import os
import random
import sys
from itertools import count
from pathlib import Path

from making import TEXTS, entry, span, suggest

from annotator.core.annotation import Status
from annotator.core.errors import AnnotatorError
from annotator.project.edits import AddSpan, LabelOccurrences, SetFlag, SetStatus
from annotator.project.intake import Intake
from annotator.project.occurrences import occurrences_of
from annotator.project.project import open as open_project

NEWEST = "SELECT step FROM journal ORDER BY id DESC LIMIT 1"


def label(project, choose):
    article_id = choose.choice(project.queue.ids())
    start = choose.randrange(len(project.article(article_id).text) - 9)
    name = choose.choice(["PERSON", "ORG", "PLACE"])
    project.apply(AddSpan(article_id, "entities", name, start, start + 9))


def label_everywhere(project, choose):
    places = tuple((o.article_id, o.start, o.end) for o in occurrences_of(project.desk, "Paris"))
    project.apply(LabelOccurrences(places, "entities", choose.choice(["PLACE", "ORG"])))


def set_status(project, choose):
    article_id = choose.choice(project.queue.ids())
    project.apply(SetStatus(article_id, choose.choice(list(Status)), accept=True))


def flag(project, choose):
    project.apply(SetFlag(choose.choice(project.queue.ids()), str(choose.random())))


def take_in(project, choose):
    intake = Intake(project, "more.txt", "plain text")
    for _ in range(3):
        batch = [entry(f"{choose.choice(TEXTS)} {choose.random()}") for _ in range(20)]
        intake.add(batch)
    intake.close({})


def prelabel(project, choose):
    article_id = choose.choice(project.queue.ids())
    text = project.article(article_id).text
    suggest(project, article_id, *(span(text, n, n + 4) for n in range(0, len(text) - 4, 9)))


def undo(project, _choose):
    if project.undo_name() != "Import articles.txt":
        project.undo()


def redo(project, _choose):
    project.redo()


ACTIONS = (label, label, label, label_everywhere, set_status, flag, take_in, prelabel, undo, redo)


def main(path, seed):
    choose = random.Random(seed)
    with open_project(Path(path)) as project:
        for _ in count():
            try:
                choose.choice(ACTIONS)(project, choose)
            except AnnotatorError:
                continue
            newest = project.database.value(NEWEST)
            os.write(1, f"{newest}\n".encode())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
