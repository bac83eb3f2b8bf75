"""Voting: what the annotators themselves say should become of a difference."""

from collections import Counter
from enum import StrEnum

from annotator.adjudication.difference import Difference, Version


class Policy(StrEnum):
    """Whose version a vote proposes: what all have, what more than half have, or one annotator's."""

    UNANIMOUS = "unanimous"
    MAJORITY = "majority"
    PREFER = "prefer"


def proposal(difference: Difference, policy: Policy, prefer: int | None = None) -> Version | None:
    """The version a vote proposes, None where it proposes none. Having nothing is a version, too.

    What gold already has, the last version of a difference that came up again, has no vote.
    """
    voters = [version for version in difference.versions if not version.of_gold]
    if policy is Policy.PREFER:
        return next((version for version in voters if version.annotator_id == prefer), None)
    counts = Counter(version.value for version in voters)
    value, votes = counts.most_common(1)[0]
    enough = votes == len(voters) if policy is Policy.UNANIMOUS else votes * 2 > len(voters)
    return next(v for v in voters if v.value == value) if enough else None
