"""Plots: sound SVG, whatever the numbers, with every number told."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.plots.bars import stacked_bars
from annotator.plots.heat import Table, heat_map
from annotator.plots.lines import Series, line_plot
from annotator.plots.look import DARK, Look

names = st.lists(
    st.text("abc <&\"'é", min_size=1, max_size=30), min_size=1, max_size=5, unique=True
)
values = st.one_of(st.none(), st.floats(0, 1e6))


def drawn(svg):
    root = ElementTree.fromstring(svg)
    for one in root.iter():
        for name in ("x", "y", "width", "height", "cx", "cy", "x1", "x2", "y1", "y2"):
            if name in one.attrib:
                assert float(one.attrib[name]) < 1e5
    return root


def texts(root):
    return [one.text for one in root.iter() if one.tag.endswith("text")]


@given(names, st.data())
def test_a_heat_map_shows_every_number_that_is_there(rows, data):
    held = [[data.draw(values) for _ in rows] for _ in rows]
    table = Table(rows, rows, lambda m, n: held[m][n], "{:.2f}".format, 1e6)
    shown = texts(drawn(heat_map("Numbers", table, Look())))
    wanted = [f"{value:.2f}" for row in held for value in row if value is not None]
    assert sorted(text for text in shown if text in wanted) == sorted(wanted)


@given(names, st.integers(1, 40), st.data())
def test_lines_leave_out_what_is_not_there(series, stretches, data):
    lists = st.lists(values, min_size=stretches, max_size=stretches)
    many = [Series(name, data.draw(lists)) for name in series]
    most = max((v or 0.0 for one in many for v in one.values), default=0.0)
    svg = line_plot("Lines", [f"2026-{n}" for n in range(stretches)], many, DARK, most=most)
    circles = [one for one in drawn(svg).iter() if one.tag.endswith("circle") and len(one)]
    assert len(circles) == sum(v is not None for one in many for v in one.values)


@pytest.mark.parametrize(("most", "top"), [(3, "4"), (17, "20"), (130, "200"), (0.4, "1.00")])
def test_the_axis_ends_at_a_round_number(most, top):
    svg = line_plot("Lines", ["a"], [Series("one", [most])], Look(), most=most)
    assert top in texts(drawn(svg))


@given(names, names, st.data())
def test_bars_tell_the_sum_of_their_parts(rows, kinds, data):
    held = [(row, {kind: data.draw(st.integers(0, 5000)) for kind in kinds}) for row in rows]
    shown = texts(drawn(stacked_bars("Bars", held, kinds, Look())))
    for _, parts in held:
        assert f"{sum(parts.values()):,}" in shown


def test_no_rows_make_an_empty_plot():
    drawn(stacked_bars("Bars", [], ["A"], Look()))
    drawn(heat_map("Heat", Table([], [], lambda _m, _n: None), Look()))
    drawn(line_plot("Lines", [], [], Look()))


def test_ink_can_be_read_on_every_shade():
    for look in (Look(), DARK):
        for step in range(11):
            paint, ink = look.shade(step / 10)
            dark = sum(int(paint[n : n + 2], 16) for n in (1, 3, 5)) < 3 * 128
            assert (ink == "#ffffff") == dark or 90 < int(paint[3:5], 16) < 170
