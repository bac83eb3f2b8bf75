from itertools import count, islice

import pytest

from annotator.core.errors import StoreError
from annotator.gui.parts.feeding import Feeder


class Told:
    def __init__(self):
        self.items, self.batches, self.ended, self.wrong = [], 0, False, ""

    def batch(self, items):
        self.items += items
        self.batches += 1

    def finished(self):
        self.ended = True

    def failed(self, sentence):
        self.wrong = sentence


@pytest.fixture
def told():
    return Told()


@pytest.fixture
def feeder(qapp, told):
    made = Feeder(told.batch, told.finished, told.failed)
    yield made
    made.stop()


def test_everything_comes_in_order_and_the_end_is_told(qtbot, feeder, told):
    feeder.start(iter(range(1000)))
    qtbot.waitUntil(lambda: told.ended)
    assert told.items == list(range(1000))
    assert not feeder.running


def test_the_first_batch_is_there_at_once_without_the_end_of_an_endless_search(feeder, told):
    feeder.start(count())
    assert told.items[:3] == [0, 1, 2]
    assert feeder.running


def test_starting_anew_drops_what_was_read_before(qtbot, feeder, told):
    feeder.start(count())
    told.items.clear()
    feeder.start(iter("ab"))
    qtbot.waitUntil(lambda: told.ended)
    assert told.items == ["a", "b"]


def test_an_error_is_one_sentence_and_the_end(qtbot, feeder, told):
    def broken():
        yield from islice(count(), 5)
        raise StoreError("The file is locked.")

    feeder.start(broken())
    assert told.wrong == "The file is locked."
    assert not feeder.running
