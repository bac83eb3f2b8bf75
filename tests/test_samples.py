import msgspec

from annotator.core.resources import resource
from annotator.core.rules import text_problem
from annotator.project.samples import SUGGESTIONS, SampleFile, create_samples, open_samples
from tests.update_samples import sample_file


def test_the_shipped_suggestions_are_what_the_rules_suggest_today():
    shipped = msgspec.json.decode(resource(SUGGESTIONS).read_bytes(), type=SampleFile)
    assert shipped == sample_file(), "run: python -m tests.update_samples"


def test_the_sample_project_opens_with_suggestions_true_to_their_texts(tmp_path):
    with create_samples(tmp_path / "samples.db") as project:
        ids = project.queue.ids()
        assert len(ids) >= 12
        for article_id in ids:
            text = project.article(article_id).text
            assert not [span for span in project.pending(article_id) if text_problem(span, text)]
        assert sum(len(project.pending(article_id)) for article_id in ids) > 300


def test_samples_are_opened_as_they_were_left(tmp_path):
    path = tmp_path / "samples.db"
    with open_samples(path) as project:
        project.use_annotator("Maya")
    with open_samples(path) as project:
        assert project.annotator.name == "Maya"
