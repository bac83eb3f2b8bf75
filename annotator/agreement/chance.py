"""Agreement on categories beyond what chance would give: Cohen's and Fleiss's kappa, Krippendorff's alpha."""

from collections.abc import Hashable, Iterable, Mapping

import numpy as np

from annotator.agreement.sums import Numbers, divided

Pair = tuple[Hashable, Hashable]


def cohen_kappa(confusion: Mapping[Pair, Numbers]) -> Numbers:
    """Cohen's kappa of two annotators from how often each pair of categories met on an item.

    Cohen, A coefficient of agreement for nominal scales, 1960. Not defined where both always chose one
    category.
    """
    first, second = _margins(confusion)
    total = _sum(confusion.values())
    same = _sum(count for (one, other), count in confusion.items() if one == other)
    by_chance = divided(
        _sum(first[one] * second[one] for one in first if one in second), total * total
    )
    observed = divided(same, total)
    return divided(observed - by_chance, 1.0 - by_chance)


def nominal_alpha(coincidence: Mapping[Pair, Numbers]) -> Numbers:
    """Krippendorff's alpha for nominal data from coincidences.

    Two values coincide as often as they meet in ordered pairs of annotators on an item, which for an item
    with m values counts 1 / (m − 1) times; an item with one value does not count.
    Krippendorff, Content analysis, 2004, chapter 11. Not defined where only one category was ever chosen.
    """
    margins, _ = _margins(coincidence)
    total = _sum(margins.values())
    apart = total - _sum(count for (one, other), count in coincidence.items() if one == other)
    expected = total * total - _sum(margin * margin for margin in margins.values())
    return 1.0 - divided((total - 1.0) * apart, expected)


def fleiss_kappa(agreeing: Numbers, categories: Mapping[Hashable, Numbers], raters: int) -> Numbers:
    """Fleiss's kappa for items that the same number of annotators judged.

    `agreeing` is the sum over items of Σ n(n − 1), n being how many chose a category; `categories` says how
    often each was chosen in all. Fleiss, Measuring nominal scale agreement among many raters, 1971.
    """
    chosen = _sum(categories.values())
    observed = divided(agreeing, chosen * (raters - 1.0))
    by_chance = divided(_sum(count * count for count in categories.values()), chosen * chosen)
    return divided(observed - by_chance, 1.0 - by_chance)


def _margins(
    table: Mapping[Pair, Numbers],
) -> tuple[dict[Hashable, Numbers], dict[Hashable, Numbers]]:
    rows: dict[Hashable, Numbers] = {}
    columns: dict[Hashable, Numbers] = {}
    for (one, other), count in table.items():
        rows[one] = rows[one] + count if one in rows else count
        columns[other] = columns[other] + count if other in columns else count
    return rows, columns


def _sum(many: Iterable[Numbers]) -> Numbers:
    total: Numbers = np.zeros(1)
    for one in many:
        total = total + one
    return total
