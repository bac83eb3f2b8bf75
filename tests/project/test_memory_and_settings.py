import json

import pytest
from making import MODEL, TEXTS, entry, span, suggest, take_in

from annotator.core.annotation import Status
from annotator.core.errors import InputError, RuleError
from annotator.core.tokens import Tokens
from annotator.project import project as projects
from annotator.project.edits import (
    Accept,
    AddSpan,
    Reject,
    RemoveArticles,
    SetStatus,
)
from annotator.project.user import UserSettings
from annotator.store import tokens

HERE = "So Jan Maartens came."


@pytest.fixture
def remembering(project):
    """A project in which Jan Maartens was confirmed in articles 1 and 2; 4 and 5 name him too."""
    take_in(project, entry(HERE, title="Four"), entry(f"{HERE} Yes.", title="Five"))
    for article_id in (1, 2):
        start = TEXTS[article_id - 1].index("Jan")
        project.apply(AddSpan(article_id, "entities", "PERSON", start, start + 12))
    return project


def remembered(project, article_id=4):
    return [(one.text, one.label, one.origin) for one in project.pending(article_id)]


KNOWN = [("Jan Maartens", "PERSON", "memory")]


def test_a_name_confirmed_twice_is_suggested_with_where_it_was_confirmed(remembering):
    assert remembered(remembering) == KNOWN
    (one,) = remembering.pending(4)
    assert one.id < 0
    assert one.attribute("from") == TEXTS[0][:12]


def test_the_memory_is_there_after_closing_and_is_mine(remembering):
    remembering.close()
    with projects.open(remembering.path) as again:
        assert remembered(again) == KNOWN
        again.use_annotator("Ben")
        assert remembered(again) == []


def test_the_memory_follows_undo_and_redo(remembering):
    assert remembered(remembering) == KNOWN
    remembering.undo()
    assert remembered(remembering) == []
    remembering.redo()
    assert remembered(remembering) == KNOWN


def test_names_in_removed_articles_do_not_count(remembering):
    assert remembered(remembering) == KNOWN
    remembering.apply(RemoveArticles((1,)))
    assert remembered(remembering) == []
    remembering.undo()
    assert remembered(remembering) == KNOWN


def test_a_remembered_name_turned_down_stays_away_in_that_article(remembering):
    remembering.apply(Reject(4, remembering.pending(4)))
    assert remembered(remembering) == []
    assert remembered(remembering, 5) == KNOWN


def test_a_remembered_name_is_accepted_like_a_suggestion(remembering):
    remembering.apply(Accept(4, remembering.pending(4)))
    (mine,) = remembering.annotation(4).spans
    assert (mine.text, mine.origin, mine.attributes) == ("Jan Maartens", "memory", ())
    assert remembered(remembering) == []


def test_a_model_goes_before_the_memory(remembering):
    suggest(remembering, 4, span(HERE, 3, 6, "ORG"))
    assert remembered(remembering) == [("Jan", "ORG", None)]
    assert [one.id > 0 for one in remembering.pending(4)] == [True]


def test_nothing_is_remembered_in_an_article_that_is_done(remembering):
    remembering.apply(SetStatus(4, Status.DONE))
    assert remembered(remembering) == []


def test_words_are_the_tokens_until_a_model_gave_some(project):
    assert project.tokens(2).tokenizer == ""
    suggest(project, 2)
    assert project.tokens(2).tokenizer == MODEL


def test_the_tokens_are_those_of_the_active_model(project):
    for model in ("model 9", "model 10"):
        suggest(project, 2, model=model)
    assert project.settings.active_model == "model 10"
    assert project.tokens(2).tokenizer == "model 10"


def test_problems_are_judged_by_the_stored_tokens(project):
    with project.database.writing():
        tokens.put(project.database, 1, Tokens("model", ((0, 3), (4, 12), (13, 16))))
    project.refresh()
    project.apply(AddSpan(1, "entities", "PERSON", 0, 6))
    assert [problem.kind for problem in project.problems(1)] == ["tokens"]


def test_settings_have_types_and_defaults_and_are_kept(project):
    assert (project.settings.model, project.settings.done_policy) == ("en_core_web_sm", "accept")
    project.settings.set("done_policy", "ask")
    project.settings.set("blind", True)
    project.close()
    with projects.open(project.path) as again:
        assert again.settings.done_policy == "ask"
        assert again.settings.blind


@pytest.mark.parametrize(
    ("key", "value"), [("blind", 1), ("model", None), ("done_policy", "sometimes")]
)
def test_a_setting_of_another_kind_is_refused(project, key, value):
    with pytest.raises(InputError, match=f"The setting {key}"):
        project.settings.set(key, value)


def test_a_setting_that_does_not_exist_is_our_mistake(project):
    with pytest.raises(KeyError):
        project.settings.get("colour of the sky")


def test_annotators_are_known_again_by_name(project):
    ben = project.use_annotator(" Ben ")
    assert ben.name == "Ben"
    project.use_annotator("Ada")
    assert project.use_annotator("Ben") == ben
    with pytest.raises(RuleError, match="needs a name"):
        project.use_annotator("  ")
    project.close()
    with projects.open(project.path) as again:
        assert again.annotator == ben


@pytest.fixture
def user(tmp_path):
    return UserSettings(tmp_path / "config" / "settings.json")


def test_what_a_user_chose_is_kept(user):
    user.set("theme", "dark")
    again = UserSettings(user.path)
    assert (again.get("theme"), again.get("zoom")) == ("dark", 100)
    again.set("theme", "system")
    assert json.loads(user.path.read_text()) == {}


def test_recent_projects_are_newest_first_once_each_and_there(user, tmp_path):
    paths = [tmp_path / f"{n}.db" for n in range(14)]
    for path in paths:
        path.touch()
        user.opened(path)
    user.opened(paths[5])
    paths[13].unlink()
    recent = UserSettings(user.path).recent()
    assert recent[:2] == [paths[5], paths[12]]
    assert len(recent) == 11


@pytest.mark.parametrize("content", ["", "[1]", "{", '{"zoom": "big"}'])
def test_settings_that_cannot_be_read_count_as_unset(tmp_path, content):
    path = tmp_path / "settings.json"
    path.write_text(content)
    assert UserSettings(path).get("zoom") == 100


def test_settings_that_cannot_be_written_do_not_stop_the_work(tmp_path):
    (tmp_path / "file").touch()
    settings = UserSettings(tmp_path / "file" / "settings.json")
    settings.set("zoom", 150)
    assert settings.get("zoom") == 150
