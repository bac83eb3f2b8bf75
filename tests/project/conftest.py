import pytest
from making import new_project


@pytest.fixture
def project(tmp_path):
    with new_project(tmp_path / "news.db") as made:
        yield made
