"""Which articles there are to review, told from counts alone: no annotation is read."""

from dataclasses import dataclass

from annotator.store import search
from annotator.store.annotations import FINISHED
from annotator.store.database import Database
from annotator.store.values import to_json

_FINISHED = (
    "SELECT n.article_id, n.annotator_id, n.id, n.spans, n.revision FROM annotations n "
    "JOIN annotators w ON w.id = n.annotator_id AND w.kind = 'person' "
    f"WHERE {FINISHED}"
)
_SAME = (
    "SELECT count(*) FROM spans s JOIN spans t ON t.annotation_id = b.id AND t.layer = s.layer "
    'AND t.start = s.start AND t."end" = s."end" AND t.label = s.label WHERE s.annotation_id = a.id'
)
# The F1 of each pair is 2 × same / (both sizes): what `agreement.f1` says of spans just the same.
_PAIRS = (
    f"SELECT a.article_id, a.spans + b.spans AS sizes, ({_SAME}) AS same FROM finished a "
    "JOIN finished b ON b.article_id = a.article_id AND b.annotator_id > a.annotator_id"
)
_SCORED = (
    "SELECT article_id, avg(CASE WHEN sizes = 0 THEN 1.0 ELSE 2.0 * same / sizes END) AS agreement, "
    f"sum(sizes - 2 * same) AS apart FROM ({_PAIRS}) GROUP BY article_id"
)
_MOVED = (
    "SELECT DISTINCT f.article_id FROM finished f LEFT JOIN bases ON bases.article_id = f.article_id "
    "AND bases.annotator_id = f.annotator_id WHERE bases.revision IS NOT f.revision "
    "AND f.article_id IN (SELECT article_id FROM bases) "
    "UNION SELECT r.article_id FROM rechecks r JOIN annotators g ON g.id = r.annotator_id "
    "AND g.kind = 'gold'"
)
_GOLD = (
    "SELECT g.article_id, g.status FROM annotations g JOIN annotators w ON w.id = g.annotator_id "
    "AND w.kind = 'gold'"
)
# Every part is made once and joined: asked for article by article, it would be made for each.
_SQL = (
    f"WITH finished AS MATERIALIZED ({_FINISHED}), scored AS MATERIALIZED ({_SCORED}), "
    f"moved AS MATERIALIZED ({_MOVED}), gold AS MATERIALIZED ({_GOLD}), "
    "counted AS MATERIALIZED (SELECT article_id, count(*) AS annotators FROM finished "
    "GROUP BY article_id) "
    "SELECT ar.id, counted.annotators, scored.agreement, scored.apart, "
    "coalesce(gold.status, 'todo') AS gold, moved.article_id IS NOT NULL AS moved "
    "FROM counted JOIN articles ar ON ar.id = counted.article_id "
    "LEFT JOIN scored ON scored.article_id = ar.id LEFT JOIN gold ON gold.article_id = ar.id "
    "LEFT JOIN moved ON moved.article_id = ar.id "
    "WHERE ar.removed = 0 AND counted.annotators >= :least "
    "AND ar.id NOT IN (SELECT article_id FROM controls) "
    "AND (:text = '' OR ar.id IN (SELECT value FROM json_each(:found))) "
    "ORDER BY ar.position, ar.id"
)


@dataclass(frozen=True, slots=True)
class ToReview:
    """An article that people finished: how many, their mean F1 (None for one), how many spans are apart.

    `gold` is the status of its gold, `moved` whether anybody's work changed since that was signed off.
    """

    id: int
    annotators: int
    agreement: float | None
    apart: int
    gold: str
    moved: bool


def to_review(database: Database, text: str = "", *, least: int = 2) -> list[ToReview]:
    """Every article that at least so many people finished, in queue order; control articles are not."""
    words = text.strip()
    found = search.matching(database, words) if words else []
    parameters = {"text": words, "found": to_json(found), "least": least}
    return [
        ToReview(row[0], row[1], row[2], row[3] or 0, row[4], bool(row[5]))
        for row in database.rows(_SQL, parameters)
    ]


def unfinished(database: Database) -> int:
    """How many articles two or more people have begun, but not two have finished."""
    sql = (
        f"WITH finished AS ({_FINISHED}) SELECT count(*) FROM (SELECT n.article_id FROM annotations n "
        "JOIN annotators w ON w.id = n.annotator_id AND w.kind = 'person' "
        "JOIN articles ar ON ar.id = n.article_id AND ar.removed = 0 "
        "WHERE n.spans > 0 OR n.status IN ('in progress', 'done') GROUP BY n.article_id "
        "HAVING count(*) > 1 AND (SELECT count(*) FROM finished f WHERE f.article_id = n.article_id) < 2)"
    )
    return int(database.value(sql))
