"""Whether two label schemes say the same about what may be marked; how they describe it does not matter."""

from collections.abc import Iterator

from annotator.core.scheme import ArticleLabel, Label, Layer, Scheme


def content(scheme: Scheme) -> Scheme:
    """A scheme less everything that work done with it does not depend on."""
    layers = tuple(
        Layer(
            layer.name,
            tuple(Label(label.name) for label in layer.labels),
            allows_overlap=layer.allows_overlap,
        )
        for layer in scheme.layers
    )
    labels = tuple(ArticleLabel(label.name) for label in scheme.article_labels)
    return Scheme(scheme.name, scheme.version, layers=layers, article_labels=labels)


def scheme_differences(here: Scheme, there: Scheme) -> tuple[str, ...]:
    """What a scheme from elsewhere says otherwise than the one here, in clauses; none where they agree."""
    told = (_layers(here, there), _labels(here, there), _overlap(here, there))
    return tuple(clause for clauses in told for clause in clauses)


def _layers(here: Scheme, there: Scheme) -> Iterator[str]:
    ours, theirs = ([layer.name for layer in scheme.layers] for scheme in (here, there))
    yield from _apart(ours, theirs, "layer")


def _labels(here: Scheme, there: Scheme) -> Iterator[str]:
    known = {layer.name: layer for layer in here.layers}
    for layer in there.layers:
        if layer.name in known:
            ours, theirs = (
                [label.name for label in one.labels] for one in (known[layer.name], layer)
            )
            yield from _apart(ours, theirs, "label", f" in {layer.name}")
    ours, theirs = ([label.name for label in one.article_labels] for one in (here, there))
    yield from _apart(ours, theirs, "article label")


def _overlap(here: Scheme, there: Scheme) -> Iterator[str]:
    allowed = {layer.name: layer.allows_overlap for layer in here.layers}
    for layer in there.layers:
        if layer.name in allowed and layer.allows_overlap != allowed[layer.name]:
            may = "may" if layer.allows_overlap else "may not"
            yield f"spans {may} overlap in its {layer.name}"


def _apart(ours: list[str], theirs: list[str], what: str, where: str = "") -> Iterator[str]:
    for verb, names in (
        ("has", [name for name in theirs if name not in ours]),
        ("lacks", [name for name in ours if name not in theirs]),
    ):
        if names:
            yield f"it {verb} the {what}{'s' if len(names) > 1 else ''} {_listed(names)}{where}"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
