from dataclasses import replace

import pytest
from making import SCHEME, TEXTS, checked, marks, span, suggest
from schemes import renamed, strict, without

from annotator.core.errors import InputError, SchemeError, UndoError
from annotator.core.scheme import ArticleLabel
from annotator.core.span import Rejection
from annotator.project import project as projects
from annotator.project.edits import (
    AddSpan,
    ChangeScheme,
    Reject,
    RemoveArticles,
    RemoveSpans,
    SetArticleLabel,
)
from annotator.project.scheme_files import (
    builtin_scheme,
    builtin_schemes,
    read_scheme,
    scheme_to_toml,
)

HUMAN = ChangeScheme(renamed(SCHEME, "PERSON", "HUMAN"), {"PERSON": "HUMAN"})
JAN = AddSpan(1, "entities", "PERSON", 0, 12)


def labels(project, article_id=1, annotator=None):
    return [label for label, _ in marks(project.annotation(article_id, annotator))]


def test_spans_of_everyone_follow_a_renamed_label_in_one_step(project):
    project.apply(JAN)
    model = suggest(project, 2, span(TEXTS[1], 10, 22))
    project.use_annotator("Ben")
    project.apply(JAN)
    project.apply(HUMAN)
    ada = project.annotators()[1]
    assert labels(project) == labels(project, 1, ada) == labels(project, 2, model) == ["HUMAN"]
    assert project.scheme.version == 2
    assert project.undo().name == "Rename label PERSON to HUMAN"
    assert labels(project) == labels(project, 1, ada) == labels(project, 2, model) == ["PERSON"]
    assert project.scheme == SCHEME
    assert checked(project).sound


def test_rejections_follow_a_renamed_label(project):
    suggest(project, 1, span(TEXTS[0], 0, 12))
    project.apply(Reject(1, project.pending(1)))
    project.apply(HUMAN)
    assert project.pending(1) == ()
    assert {one.label for one in project.annotation(1).rejections} == {"HUMAN"}


def test_a_renamed_scheme_is_there_after_closing(project):
    project.apply(JAN)
    project.apply(HUMAN)
    project.close()
    with projects.open(project.path) as again:
        assert again.scheme.has("entities", "HUMAN")
        again.undo()
        assert again.scheme.has("entities", "PERSON")


def test_article_labels_follow_too(project):
    project.apply(SetArticleLabel(1, "sports"))
    topics = tuple(
        replace(one, name="sport") if one.name == "sports" else one for one in SCHEME.article_labels
    )
    project.apply(ChangeScheme(replace(SCHEME, article_labels=topics), {"sports": "sport"}))
    assert project.annotation(1).labels == {"sport"}
    project.undo()
    assert project.annotation(1).labels == {"sports"}


def test_two_labels_can_change_places(project):
    project.apply(JAN)
    project.apply(AddSpan(1, "entities", "ORG", 13, 16))
    swapped = {"PERSON": "ORG", "ORG": "PERSON"}
    project.apply(ChangeScheme(replace(SCHEME, title="swapped"), swapped))
    assert labels(project) == ["ORG", "PERSON"]


def test_a_label_merges_into_another(project):
    project.apply(JAN)
    project.apply(AddSpan(1, "entities", "ORG", 13, 16))
    for label in ("PERSON", "ORG"):
        suggest(project, 2, span(TEXTS[1], 10, 13, label), model=label)
        project.apply(Reject(2, project.pending(2)))
    project.apply(ChangeScheme(renamed(SCHEME, "PERSON", "ORG"), {"PERSON": "ORG"}))
    assert labels(project) == ["ORG", "ORG"]
    assert project.annotation(2).rejections == {Rejection("entities", "ORG", 10, 13, "ORG")}
    project.undo()
    assert labels(project) == ["PERSON", "ORG"]
    assert len(project.annotation(2).rejections) == 2
    assert checked(project).sound


def test_what_quotes_are_made_of_is_not_merged(project):
    merged = ChangeScheme(without(SCHEME, "quotes", "SPEAKER"), {"SPEAKER": "QUOTE"})
    with pytest.raises(SchemeError, match="Quotes are made of"):
        project.apply(merged)
    assert project.scheme == SCHEME


def test_a_label_in_use_cannot_go(project):
    project.apply(JAN)
    with pytest.raises(SchemeError, match="PERSON marks 1 spans"):
        project.apply(ChangeScheme(without(SCHEME, "entities", "PERSON")))
    project.apply(ChangeScheme(without(SCHEME, "entities", "PLACE")))
    assert not project.scheme.has("entities", "PLACE")


def test_an_article_label_in_use_cannot_go(project):
    project.apply(SetArticleLabel(1, "sports"))
    with pytest.raises(SchemeError, match="sports is on 1 articles"):
        project.apply(ChangeScheme(replace(SCHEME, article_labels=(ArticleLabel("not news"),))))


def test_overlap_cannot_be_forbidden_where_spans_overlap(project):
    project.apply(AddSpan(1, "quotes", "QUOTE", 0, 20))
    project.apply(ChangeScheme(strict(SCHEME, "quotes")))
    project.undo()
    project.apply(AddSpan(1, "quotes", "SPEAKER", 0, 3))
    with pytest.raises(SchemeError, match="1 spans overlap others in quotes"):
        project.apply(ChangeScheme(strict(SCHEME, "quotes")))


def test_the_same_scheme_again_is_no_step(project):
    assert project.apply(ChangeScheme(replace(SCHEME, version=9))).deltas == ()


def test_a_renaming_others_use_by_now_is_not_undone(project):
    project.apply(JAN)
    project.apply(HUMAN)
    project.use_annotator("Ben")
    project.apply(AddSpan(2, "entities", "HUMAN", 10, 13))
    project.use_annotator("Ada")
    with pytest.raises(UndoError, match="HUMAN marks 1 spans and would not be in the scheme"):
        project.undo()
    assert project.scheme.has("entities", "HUMAN")
    assert labels(project) == ["HUMAN"]
    assert checked(project).sound


def test_undo_does_not_bring_back_a_label_that_another_renamed(project):
    project.apply(JAN)
    project.apply(RemoveSpans(1, (1,)))
    project.use_annotator("Ben")
    project.apply(HUMAN)
    project.use_annotator("Ada")
    with pytest.raises(UndoError, match="has no label PERSON"):
        project.undo()
    assert labels(project) == []
    assert checked(project).sound


def test_renaming_reaches_removed_articles_as_well(project):
    project.apply(JAN)
    project.apply(RemoveArticles((1,)))
    project.apply(HUMAN)
    project.undo()
    project.redo()
    project.use_annotator("Ben")
    project.use_annotator("Ada")
    project.undo()
    project.undo()
    assert labels(project) == ["PERSON"]
    assert checked(project).sound


@pytest.mark.parametrize("name", builtin_schemes())
def test_a_ready_made_scheme_comes_back_from_its_toml(name, tmp_path):
    scheme = builtin_scheme(name)
    path = tmp_path / "scheme.toml"
    path.write_text(scheme_to_toml(scheme), encoding="utf-8")
    assert read_scheme(path) == scheme


@pytest.mark.parametrize(
    ("toml", "reason"),
    [
        ("name = ", "is not a TOML file"),
        ("layers = 3\nname = 'x'", "is not a label scheme"),
        ("layers = 'abc'\nname = 'x'", "is not a label scheme"),
        ("name = 'x'\nlayers = ['a']", "is not a label scheme"),
        ("name = 'x'\nlabels = 3", "labels is nothing the scheme can have"),
        ("name = 'x'\n[[layers]]\nname = 'a'\ncolor = 1", "color is nothing a layer can have"),
        ("title = 'x'", "is not a label scheme"),
        (
            "name = 'x'\n[[layers]]\nname = 'a'\n[[layers.labels]]\nname = 'A'\nkey = 'x'",
            "key x is not a digit",
        ),
    ],
)
def test_a_scheme_file_that_cannot_be_used_is_refused_by_name_and_reason(tmp_path, toml, reason):
    path = tmp_path / "mine.toml"
    path.write_text(toml)
    with pytest.raises(InputError, match=reason) as caught:
        read_scheme(path)
    assert "mine.toml" in str(caught.value)


def test_a_scheme_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_scheme(tmp_path / "none.toml")
    with pytest.raises(InputError, match="no ready-made scheme birds"):
        builtin_scheme("birds")
