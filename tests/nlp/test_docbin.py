import errno
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.errors import AnnotatorError, ModelError
from annotator.core.span import Span
from annotator.nlp.docbin import KEY, write_docbins
from annotator.nlp.entities import tokenise
from annotator.nlp.messages import DocEntry, FileCount, Policy

LABELS = ["PERSON", "PLACE", "ORG"]
TEXT = "Ann Li-Roe left New York’s east.\n\n  The  Hest Bank 👩‍🚒 paid Ann Li-Roe."


def marked(text, *wanted):
    """Spans by (text, label) at their first place, or (start, end, label)."""
    spans = []
    for n, (*place, label) in enumerate(wanted, 1):
        start = text.index(place[0]) if len(place) == 1 else place[0]
        end = start + len(place[0]) if len(place) == 1 else place[1]
        spans.append(Span(n, "entities", label, start, end, text[start:end]))
    return tuple(spans)


def entry(*wanted, text=TEXT, key="a"):
    return DocEntry(key, text, marked(text, *wanted))


def write(folder, *entries, policy=Policy.IN):
    return write_docbins(folder, {"train": entries}.items(), "en", policy, LABELS)


def read(folder, name="train"):
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    docs = DocBin(store_user_data=True).from_disk(folder / f"{name}.spacy")
    return list(docs.get_docs(Vocab()))


def held(doc):
    return [(entity.text, entity.label_) for entity in doc.ents]


def test_spacy_reads_the_texts_keys_and_entities_that_were_meant(tmp_path):
    first = entry(("Ann Li-Roe", "PERSON"), ("New York", "PLACE"), ("Hest Bank", "ORG"))
    second = entry(("Oslo", "PLACE"), text="In Oslo", key="b")
    report = write(tmp_path, first, second)
    docs = read(tmp_path)
    assert [(doc.user_data[KEY], doc.text) for doc in docs] == [("a", TEXT), ("b", "In Oslo")]
    assert held(docs[0]) == [("Ann Li-Roe", "PERSON"), ("New York", "PLACE"), ("Hest Bank", "ORG")]
    assert held(docs[1]) == [("Oslo", "PLACE")]
    assert report.misfits == ()
    assert report.files == (FileCount("train", 2, 4, {"PERSON": 1, "PLACE": 2, "ORG": 1}),)


def test_every_file_asked_for_is_there_even_an_empty_one(tmp_path):
    files = {"train": [entry()], "dev": [], "test": iter([entry(), entry()])}
    report = write_docbins(tmp_path, files.items(), "en", Policy.IN, LABELS)
    assert [(file.name, file.articles) for file in report.files] == [
        ("train", 1),
        ("dev", 0),
        ("test", 2),
    ]
    assert [len(read(tmp_path, name)) for name in files] == [1, 0, 2]


@pytest.mark.parametrize("text", ["Nothing to see here.", " \n\n", ""])
def test_an_article_without_entities_says_so_for_each_token(tmp_path, text):
    write(tmp_path, entry(text=text))
    (doc,) = read(tmp_path)
    assert [token.ent_iob_ for token in doc] == ["O"] * len(doc)
    assert doc.text == text


@pytest.mark.parametrize(
    ("policy", "text", "done"),
    [
        (Policy.IN, "York", "snapped in to whole tokens"),
        (Policy.OUT, "New York", "snapped out to whole tokens"),
        (Policy.LEAVE_OUT, None, "left out: it begins or ends inside a token"),
    ],
)
def test_a_span_that_cuts_a_token_goes_by_the_policy_and_is_listed(tmp_path, policy, text, done):
    report = write(tmp_path, entry(("w York", "PLACE")), policy=policy)
    assert held(read(tmp_path)[0]) == ([(text, "PLACE")] if text else [])
    (misfit,) = report.misfits
    assert (misfit.file, misfit.key, misfit.text, misfit.label) == ("train", "a", "w York", "PLACE")
    assert TEXT[misfit.start : misfit.end] == "w York"
    assert misfit.done == done
    assert (misfit.written and TEXT[slice(*misfit.written)]) == text


def test_a_span_within_one_token_cannot_be_snapped_in(tmp_path):
    report = write(tmp_path, entry(("ew", "PLACE")))
    assert held(read(tmp_path)[0]) == []
    assert report.misfits[0].done == "left out: it holds no whole token"
    assert report.misfits[0].written is None


@pytest.mark.parametrize("policy", [Policy.IN, Policy.OUT])
def test_white_space_at_a_spans_ends_never_gets_into_an_entity(tmp_path, policy):
    text = "One \n\n  Ann Li  left"
    report = write(tmp_path, entry(("\n\n  Ann Li  ", "PERSON"), text=text), policy=policy)
    assert held(read(tmp_path)[0]) == [("Ann Li", "PERSON")]
    assert len(report.misfits) == 1


def test_a_span_of_white_space_alone_is_left_out(tmp_path):
    report = write(tmp_path, entry(("\n\n  ", "PERSON")), policy=Policy.OUT)
    assert held(read(tmp_path)[0]) == []
    assert report.misfits[0].done == "left out: it holds no whole token"


def test_of_overlapping_spans_the_shorter_is_left_out_and_listed(tmp_path):
    report = write(tmp_path, entry(("York", "ORG"), ("New York", "PLACE"), ("New", "PERSON")))
    assert held(read(tmp_path)[0]) == [("New York", "PLACE")]
    assert [(misfit.text, misfit.done) for misfit in report.misfits] == [
        ("New", "left out: it overlaps a longer one"),
        ("York", "left out: it overlaps a longer one"),
    ]


def test_a_span_that_grows_into_its_neighbour_is_found_to_overlap(tmp_path):
    report = write(tmp_path, entry(("Ann L", "PERSON"), ("i-Roe", "ORG")), policy=Policy.OUT)
    assert held(read(tmp_path)[0]) == [("Ann Li", "PERSON")]
    assert len(report.misfits) == 2


def test_a_label_that_was_not_asked_for_is_left_out_and_listed(tmp_path):
    report = write(tmp_path, entry(("New York", "PLACE"), ("east", "DIRECTION")))
    assert held(read(tmp_path)[0]) == [("New York", "PLACE")]
    assert report.misfits[0].done == "left out: its label is not among those written"


@pytest.mark.parametrize(("start", "end"), [(-3, 2), (5, 5), (7, 4), (60, 4000)])
def test_a_span_outside_the_text_is_left_out_and_listed(tmp_path, start, end):
    report = write(tmp_path, entry((start, end, "ORG")), policy=Policy.OUT)
    assert held(read(tmp_path)[0]) == []
    assert report.misfits[0].done == "left out: it is not in the text"


def test_offsets_beyond_emoji_stay_code_points(tmp_path):
    report = write(tmp_path, entry((TEXT.rindex("Ann"), len(TEXT) - 1, "PERSON")))
    (entity,) = read(tmp_path)[0].ents
    assert (entity.start_char, entity.end_char) == (TEXT.rindex("Ann"), len(TEXT) - 1)
    assert report.misfits == ()


def test_a_text_longer_than_spacy_reads_at_once_is_written(tmp_path):
    text = "Ann Li left. " * 80_000
    write(tmp_path, entry((len(text) - 13, len(text) - 7, "PERSON"), text=text))
    assert held(read(tmp_path)[0]) == [("Ann Li", "PERSON")]


def test_a_language_spacy_does_not_know_is_refused(tmp_path):
    with pytest.raises(ModelError, match="tokens of “qq”"):
        write_docbins(tmp_path, [], "qq", Policy.IN, LABELS)


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(AnnotatorError, match=r"folder cannot be written: Not a directory\.$"):
        write(tmp_path / "file" / "folder", entry())


def test_a_full_disk_leaves_the_export_before_as_it_was(tmp_path, monkeypatch):
    write(tmp_path, entry(("New York", "PLACE")))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    write_bytes = Path.write_bytes

    def fill_up(path, data):
        write_bytes(path, data[:100])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fill_up)
    with pytest.raises(AnnotatorError, match="No space left on device"):
        write(tmp_path, entry())
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_file_that_reads_back_differently_is_never_given_its_name(tmp_path, monkeypatch):
    write(tmp_path / "other", entry(), entry(("New York", "ORG"), key="b"))
    other = (tmp_path / "other" / "train.spacy").read_bytes()
    write_bytes = Path.write_bytes
    monkeypatch.setattr(Path, "write_bytes", lambda path, _: write_bytes(path, other))
    with pytest.raises(AnnotatorError, match=r"train\.spacy does not read back .* article b\.$"):
        write(tmp_path / "new", entry(), entry(("New York", "PLACE"), key="b"))
    assert list((tmp_path / "new").iterdir()) == []


def test_tokens_nobody_decided_on_do_not_pass_for_no_entities(tmp_path, monkeypatch):
    import spacy
    from spacy.tokens import DocBin

    undecided = DocBin(attrs=["ENT_IOB", "ENT_TYPE"], store_user_data=True)
    doc = spacy.blank("en")(TEXT)
    doc.user_data[KEY] = "a"
    undecided.add(doc)
    write_bytes = Path.write_bytes
    monkeypatch.setattr(
        Path, "write_bytes", lambda path, _: write_bytes(path, undecided.to_bytes())
    )
    with pytest.raises(AnnotatorError, match="does not read back"):
        write(tmp_path, entry())


def test_tokens_are_those_the_page_shows(pipeline):
    import spacy

    text = "Mr. O’Neil-Smith (U.K.)\nsaid: “It’s  $5m…”\n\n\tSee www.example.org/a-b 👩‍🚒, e.g. 3pm"
    doc = spacy.blank("en").tokenizer(text)
    bounds = [(token.idx, token.idx + len(token)) for token in doc if not token.is_space]
    assert list(tokenise(text, pipeline)) == bounds


@st.composite
def marked_texts(draw):
    text = draw(st.text("ab .’-\n😀é", max_size=40))
    edge = st.integers(0, len(text))
    place = st.tuples(edge, edge, st.sampled_from([*LABELS, "OTHER"]))
    return text, draw(st.lists(place, max_size=6, unique=True))


@given(st.lists(marked_texts(), min_size=1, max_size=12), st.sampled_from(list(Policy)))
@settings(max_examples=10, deadline=None)
def test_every_span_is_in_the_file_or_in_the_list(tmp_path_factory, articles, policy):
    folder = tmp_path_factory.mktemp("any")
    entries = [entry(*wanted, text=text, key=f"a{n}") for n, (text, wanted) in enumerate(articles)]
    report = write(folder, *entries, policy=policy)
    for n, ((text, wanted), doc) in enumerate(zip(articles, read(folder), strict=True)):
        found = {(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents}
        listed = [misfit for misfit in report.misfits if misfit.key == f"a{n}"]
        misfits = {(m.start, m.end, m.label) for m in listed}
        written = {(*m.written, m.label) for m in listed if m.written}
        assert found == (set(wanted) - misfits) | written
        assert misfits <= set(wanted)
        assert not (written and policy is Policy.LEAVE_OUT)
        assert doc.text == text
