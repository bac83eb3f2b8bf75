"""How far review is with an article, in which way annotators differ, what was decided: in words."""

from annotator.adjudication.difference import Difference, Type
from annotator.core.decision import Choice, Decision
from annotator.gui.inspector.moments import moment
from annotator.project.reviewed import Review, State

_MOST_NAMED = 2


def gold_words(review: Review) -> str:
    """What stands beside an article under review: how much is agreed on, decided, signed off, stale."""
    decided = len(review.differences) - len(review.open)
    many = len(review.differences)
    if review.state is State.SIGNED_OFF:
        by = f" by {review.signed_by}" if review.signed_by else ""
        when = f", {moment(review.gold.finished_at)}" if review.gold.finished_at else ""
        return f"Signed off as gold{by}{when}"
    if review.state is State.STALE:
        left = (
            "1 new difference" if len(review.open) == 1 else f"{len(review.open)} new differences"
        )
        return f"Stale: {left} since it was signed off"
    differences = "1 difference" if many == 1 else f"{many} differences"
    agreed = f"{len(review.agreed)} agreed · " if len(review.annotators) > 1 else ""
    return f"Gold so far: {agreed}{decided} of {differences} decided"


def type_words(review: Review, found: Difference) -> str:
    """In which way annotators differ; where one or two have something and the others not, whose it is."""
    have = [review.name_of(version) for version in found.versions if version.value]
    if Type.MISSING not in found.types or not 0 < len(have) <= _MOST_NAMED:
        return found.name
    only = f"{' and '.join(have)} only"
    return ", ".join(only if one is Type.MISSING else one.value for one in found.types)


def outcome(review: Review, decision: Decision) -> str:
    """What was decided, as short as it can be said."""
    names = {who.id: who.name for who in review.annotators}
    if decision.choice is Choice.TAKE:
        told = [names[n] for n in decision.taken if n in names]
        return ", ".join(told) if told else decision.gold
    if decision.choice is Choice.OWN:
        return "own"
    return "gold" if decision.choice is Choice.KEEP else decision.choice.value


def figures(review: Review, most: int) -> str:
    """How far each pair agrees and in what it differs most, a line each for the first pairs."""
    lines = []
    for pair in review.pairs[:most]:
        ways = review.differs_most_between(pair)
        scores = f"F1 {pair.strict:.2f} exact, {pair.overlap:.2f} overlap"
        scores += "" if pair.kappa is None else f" · κ\u00a0{pair.kappa:.2f}"
        told = f"{scores} · {ways}" if ways else scores
        lines.append(f"{pair.first.name} – {pair.second.name}  {told}")
    left = len(review.pairs) - most
    if left > 0:
        lines.append(f"and {left} more pairs, {review.agreement:.2f} on the whole")
    return "\n".join(lines)
