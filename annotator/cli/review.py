"""`annotator review`: what is to be reviewed, the differences of an article, votes and sign-off."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli.options import annotator_option, json_option, project_argument
from annotator.cli.output import print_json

if TYPE_CHECKING:
    from annotator.project.project import Project
    from annotator.project.reviewed import Review

_POLICIES = ("unanimous", "majority")


@click.command("review")
@project_argument
@click.option("--article", type=int, metavar="ID", help="List the differences of this article.")
@click.option("--compare", default="", metavar="A,B", help="Compare these annotators' work only.")
@click.option(
    "--accept",
    metavar="HOW",
    help="Decide by vote: `unanimous`, `majority`, or the name of the annotator preferred.",
)
@click.option("--sign-off", is_flag=True, help="Sign off every article in which all is decided.")
@click.option("--single", is_flag=True, help="Also articles that only one person finished.")
@annotator_option
@json_option
def command(
    project: Path,
    *,
    article: int | None,
    compare: str,
    accept: str | None,
    sign_off: bool,
    single: bool,
    who: str | None,
    as_json: bool,
) -> None:
    """List what two or more people finished, lowest agreement first, with its typed differences.

    Each vote and each sign-off is one step that can be undone in the window.

    \b
    Examples:
      annotator review harbour.db
      annotator review harbour.db --article 3 --json
      annotator review harbour.db --accept majority --sign-off --annotator sam
    """
    from annotator.project.project import open as open_project
    from annotator.project.review_queue import ReviewQuery, ReviewQueue

    with open_project(project, read_only=not (accept or sign_off)) as opened:
        if who:
            opened.use_annotator(who)
        whom = _ids(opened, compare)
        queue = ReviewQueue(opened)
        query = ReviewQuery(state="all", single=single or len(whom) == 1)
        chosen = [article] if article is not None else queue.ids(query)
        if accept:
            _vote(opened, chosen, accept, whom)
        if sign_off:
            _sign_off(opened, chosen, whom)
        if article is not None:
            _print_article(opened.review(article, whom), as_json=as_json)
            return
        rows = [_row(opened.review(one, whom)) for one in chosen]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        figure = "" if row["agreement"] is None else f"F1 {row['agreement']:.2f}, "
        click.echo(
            f"{row['id']}\t{row['title']}\t{', '.join(row['annotators'])}: {figure}"
            f"{row['differences']} differences, {row['open']} open, {row['state']}"
        )
    if not rows:
        click.echo("No article was finished by two people yet.")


def _ids(opened: "Project", compare: str) -> tuple[int, ...]:
    names = [name.strip() for name in compare.split(",") if name.strip()]
    known = {who.name: who.id for who in opened.annotators()}
    missing = next((name for name in names if name not in known), None)
    if missing is not None:
        raise click.BadParameter(f"there is no annotator {missing}", param_hint="--compare")
    return tuple(known[name] for name in names)


def _vote(opened: "Project", chosen: list[int], accept: str, whom: tuple[int, ...]) -> None:
    from annotator.adjudication.voting import Policy
    from annotator.project.edits import Vote
    from annotator.project.feedback import annotator_named

    policy = Policy(accept) if accept in _POLICIES else Policy.PREFER
    prefer = annotator_named(opened, accept).id if policy is Policy.PREFER else None
    before = sum(len(opened.review(one, whom).open) for one in chosen)
    for one in chosen:
        opened.apply(Vote(one, policy, prefer, whom))
    left = sum(len(opened.review(one, whom).open) for one in chosen)
    click.echo(f"{before - left} differences were decided, {left} are left.", err=True)


def _sign_off(opened: "Project", chosen: list[int], whom: tuple[int, ...]) -> None:
    from annotator.project.edits import SignOff
    from annotator.project.reviewed import State

    done = 0
    for one in chosen:
        found = opened.review(one, whom)
        if not found.open and found.state is not State.SIGNED_OFF:
            opened.apply(SignOff(one, whom))
            done += 1
    click.echo(f"{done} articles were signed off as gold.", err=True)


def _row(found: "Review") -> dict[str, Any]:
    return {
        "id": found.article.id,
        "title": found.article.title,
        "annotators": [who.name for who in found.annotators],
        "agreement": found.agreement,
        "differences": len(found.differences),
        "open": len(found.open),
        "state": found.state.value,
        "differs_most": found.differs_most,
    }


def _print_article(found: "Review", *, as_json: bool) -> None:
    rows = [_difference(found, one.key) for one in found.differences]
    if as_json:
        print_json(_row(found) | {"agreed": len(found.agreed), "found": rows})
        return
    click.echo(f"{found.article.title}: {len(found.agreed)} agreed, {len(rows)} differences")
    for row in rows:
        said = "; ".join(f"{name}: {words}" for name, words in row["versions"].items())
        decided = f" → {row['gold']}" if row["gold"] is not None else ""
        click.echo(f"{row['start']}–{row['end']}\t{row['types']}\t“{row['text']}”\t{said}{decided}")


def _difference(found: "Review", key: str) -> dict[str, Any]:
    one = found.difference(key)
    decision = found.decision(one)
    return {
        "key": one.key,
        "types": one.name,
        "layer": one.layer,
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "versions": {found.name_of(version): version.words for version in one.versions},
        "gold": decision.gold if decision else None,
        "reason": decision.reason if decision else "",
    }
