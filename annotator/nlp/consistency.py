"""The article decides together: one label for one name, a surname for its person, repeats for all.

Every name of the article is weighed once over all its mentions; then full names lend their label to the
shorter forms the article goes on with.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from annotator.nlp.candidates import Candidate
from annotator.nlp.evidence import ORG, PERSON, PLACE, Evidence
from annotator.nlp.joining import OTHER

# What a name needs; a person's full name is rarely anything else, so the model's word is enough.
_ENOUGH, _ENOUGH_FULL_NAME, _ENOUGH_UNSEEN, _ENOUGH_ALONE = 1.25, 0.9, 1.5, 0.3
_MOST_MENTIONS = 3
# Less than this is no evidence to speak of.
_HINT = 0.6
# As much as being a country's name; what other names lend cannot outweigh it.
_SETTLED = 4.0
_VOTE = {PERSON: 1.0, PLACE: 1.0, ORG: 0.75, OTHER: 0.75}


class Verdicts:
    """The label of every name of one article, OTHER where it is none."""

    def __init__(self, found: Sequence[Candidate], evidence: Evidence) -> None:
        self._evidence = evidence
        self._mentions: dict[str, list[Candidate]] = defaultdict(list)
        for candidate in found:
            self._mentions[candidate.name].append(candidate)
        self._votes = {name: _votes(mentions) for name, mentions in self._mentions.items()}
        self._weights = {name: self._weighed(mentions) for name, mentions in self._mentions.items()}
        self._short_forms: set[str] = set()
        self._link()
        self._explain(found)
        self._coordinate(found)
        self._kinds = {name: self._best(name) for name in self._weights}

    def kind(self, name: str) -> str:
        """PERSON, PLACE, ORG or OTHER."""
        return self._kinds[name]

    def labels(self, name: str, kind: str) -> list[str]:
        """The model's own labels of that kind for the name, the commonest first."""
        return [label for (of, label), _ in self._votes[name].most_common() if of == kind]

    def is_short_form(self, name: str) -> bool:
        """Whether a person of the article goes by this name as a surname or given name."""
        return (
            name in self._short_forms or name.removesuffix("s") in self._short_forms
        ) and self._kinds[name] == PERSON

    def _weighed(self, mentions: list[Candidate]) -> dict[str, float]:
        """Words count once, votes and contexts by their mean, for at most three mentions."""
        weights = self._evidence.of_words(mentions[0])
        share = min(len(mentions), _MOST_MENTIONS) / len(mentions)
        for mention in mentions:
            for vote in mention.votes:
                weights[vote.kind] += _VOTE[vote.kind] * share
            for label, weight in self._evidence.of_context(mention):
                weights[label] += weight * share
        return weights

    def _link(self) -> None:
        """Surnames and given names join the person, first words the organisation or place."""
        full = [name for name, mentions in self._mentions.items() if len(mentions[0].words) > 1]
        for name, kind in [(name, self._best(name)) for name in full]:
            if kind == PERSON:
                self._link_person(name)
            elif kind in (ORG, PLACE):
                self._link_short_forms(name, kind)
        for name in [name for name in self._weights if name.endswith("s")]:
            if name[:-1] in self._short_forms:
                self._add(name, PERSON, 4.0)

    def _link_person(self, name: str) -> None:
        parts = name.split(" ")
        for first in range(1, len(parts)):
            self._add(" ".join(parts[first:]), PERSON, 4.0)
            self._add(parts[first], PERSON, 3.0)
            self._short_forms.add(parts[first])
        self._add(parts[0], PERSON, 2.0)

    def _link_short_forms(self, name: str, kind: str) -> None:
        """Vogt Textiles of Vogt Textiles Ltd; the place an organisation is named after stays one."""
        parts = name.split(" ")
        for last in range(2, len(parts)):
            self._add(" ".join(parts[:last]), kind, 4.0)
        if kind == ORG and self._weights.get(parts[-1], {}).get(OTHER, 0.0) < _HINT:
            self._add(parts[-1], ORG, 1.5)
        if kind == PLACE or self._weights.get(parts[0], {}).get(PLACE, 0.0) < _HINT:
            self._add(parts[0], kind, 1.5)

    def _explain(self, found: Sequence[Candidate]) -> None:
        """A name in brackets is the one before it: Gulf Cooperation Council (GCC)."""
        for name, short in pairwise(found):
            if self._evidence.is_explained(name, short):
                kind = self._best(name.name)
                if kind != PERSON:
                    self._add(short.name, kind, 3.0)

    def _coordinate(self, found: Sequence[Candidate]) -> None:
        """What stands in a list is of the list's kind: Hale and Okafor; Barlow, Nwosu, Lisle."""
        for before, one, after in zip(found, found[1:], found[2:], strict=False):
            if self._best(one.name) != OTHER or self._weights[one.name].get(OTHER, 0.0) > _HINT:
                continue
            first = self._best(before.name) if self._evidence.is_list(before, one) else OTHER
            last = self._best(after.name) if self._evidence.is_list(one, after) else OTHER
            for kind in {first, last} - {OTHER}:
                self._add(one.name, kind, 1.5 if first == last else 0.75)

    def _add(self, name: str, label: str, weight: float) -> None:
        if name not in self._weights:
            return
        weights = self._weights[name]
        if any(weights.get(other, 0.0) >= _SETTLED for other in (PLACE, ORG) if other != label):
            weight = min(weight, 1.0)
        weights[label] = weights.get(label, 0.0) + weight

    def _best(self, name: str) -> str:
        weights = self._weights[name]
        best = max((PERSON, PLACE, ORG), key=lambda label: weights.get(label, 0.0))
        weight = weights.get(best, 0.0)
        enough = weight >= self._enough(name, best) and weight > weights.get(OTHER, 0.0)
        return best if enough else OTHER

    def _enough(self, name: str, kind: str) -> float:
        if not any(of != OTHER for of, _ in self._votes[name]):
            return _ENOUGH_UNSEEN
        if self._evidence.says_little(name):
            return _ENOUGH_ALONE
        full = kind == PERSON and len(self._mentions[name][0].words) > 1
        return _ENOUGH_FULL_NAME if full else _ENOUGH


def _votes(mentions: Sequence[Candidate]) -> Counter[tuple[str, str]]:
    """How often the model gave each label to a name, under the kind the rules take it for."""
    return Counter((vote.kind, vote.label) for mention in mentions for vote in mention.votes)
