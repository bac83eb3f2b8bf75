import pytest
from making import TEXTS, entry, new_project, take_in

from annotator.project import project as projects
from annotator.project.edits import AddSpan, RemoveArticles
from annotator.project.occurrences import ConcordanceQuery, occurrences_of


@pytest.fixture
def marked(project):
    for article_id in (1, 2):
        start = TEXTS[article_id - 1].index("Paris")
        project.apply(AddSpan(article_id, "entities", "PLACE", start, start + 5))
    return project


def found(project, **query):
    return [
        (one.article_id, one.text, one.span.label if one.span else None)
        for one in project.concordance(ConcordanceQuery(**query))
    ]


def test_a_text_is_listed_wherever_it_stands_marked_or_not(marked):
    assert found(marked, text="Paris") == [
        (1, "Paris", "PLACE"),
        (2, "Paris", "PLACE"),
        (3, "Paris", None),
    ]


def test_a_label_lists_my_spans(marked):
    assert found(marked, label="PLACE") == [(1, "Paris", "PLACE"), (2, "Paris", "PLACE")]
    marked.use_annotator("Ben")
    assert found(marked, label="PLACE") == []


@pytest.mark.parametrize(("labelled", "articles"), [(True, [1, 2]), (False, [3])])
def test_marked_and_unmarked_places_are_told_apart(marked, labelled, articles):
    places = found(marked, text="Paris", labelled=labelled)
    assert [article_id for article_id, _, _ in places] == articles


def test_text_and_label_narrow_each_other_and_so_does_an_article(marked):
    assert found(marked, text="Paris", label="ORG") == []
    assert found(marked, text="Paris", label="PLACE", article_id=2) == [(2, "Paris", "PLACE")]
    assert found(marked, label="PLACE", article_id=1) == [(1, "Paris", "PLACE")]


def test_whole_words_only_unless_wished_otherwise(marked):
    assert found(marked, text="Par") == []
    assert [article_id for article_id, _, _ in found(marked, text="aris", whole_words=False)] == [
        1,
        2,
        3,
    ]


def test_letters_are_taken_as_they_are(marked):
    assert found(marked, text="paris") == []
    assert len(found(marked, text="Anna Kovács")) == 3
    assert found(marked, text="Anna Kovacs") == []


@pytest.mark.parametrize("text", ["😀", "محمد علي", "“It rained,”", "👩‍👩‍👧", "Zoë."])
def test_any_text_is_found_with_its_offsets_and_context(project, text):
    (place,) = project.concordance(ConcordanceQuery(text=text))
    whole = project.article(place.article_id).text
    assert whole[place.start : place.end] == place.text == text
    assert (place.before + place.text + place.after) in whole.replace("\n", " ")


def test_a_place_inside_a_span_of_mine_names_that_span(project):
    project.apply(AddSpan(1, "entities", "PERSON", 0, 12))
    assert found(project, text="Jan")[0] == (1, "Jan", "PERSON")


def test_removed_articles_are_left_out(marked):
    marked.apply(RemoveArticles((1,)))
    assert found(marked, text="Paris")[0][0] == 2
    assert found(marked, label="PLACE") == [(2, "Paris", "PLACE")]


def test_articles_taken_in_later_are_found(project):
    found(project, text="Paris")
    take_in(project, entry("Paris again, in a C++ café."))
    assert found(project, text="Paris", labelled=False)[-1] == (4, "Paris", None)
    assert found(project, text="C++") == [(4, "C++", None)]


def test_a_read_only_project_is_searched_as_well(tmp_path):
    new_project(tmp_path / "news.db").close()
    with projects.open(tmp_path / "news.db", read_only=True) as reader:
        assert [one.article_id for one in occurrences_of(reader.desk, "Paris")] == [1, 2, 3]


def test_labels_of_a_text_are_counted_over_the_project(marked):
    assert marked.label_counts("Paris") == {"PLACE": 2}
    assert marked.label_uses() == {("entities", "PLACE"): 2}
