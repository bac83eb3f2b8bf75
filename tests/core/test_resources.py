from annotator.core.resources import resource, seeds


def test_a_shipped_file_is_found():
    assert resource("themes", "light.toml").is_file()


def test_the_sample_articles_are_found():
    assert any(seeds().glob("*.jsonl"))
