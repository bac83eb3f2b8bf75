"""The queue's questions: which articles, in which order, and what a row shows of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from annotator.core.annotation import Status
from annotator.core.scheme import Scheme
from annotator.store import search
from annotator.store.database import Database, Row
from annotator.store.values import to_json

ORDERS = ("order", "date", "length", "suggestions", "changed")


@dataclass(frozen=True, slots=True)
class QueueQuery:
    """What the queue shows. Empty strings and None do not filter; dates are ISO 8601 beginnings.

    `label` is one I used, `annotator` the name of anyone who marked something or began to. `mine` asks for
    what is assigned to me only, in the order of my queue, `recheck` for what I have to look at again.
    """

    text: str = ""
    status: Status | None = None
    label: str = ""
    annotator: str = ""
    source: str = ""
    since: str = ""
    until: str = ""
    flagged: bool | None = None
    order: str = "order"
    mine: bool = False
    recheck: bool = False


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One row of the queue; `pending` counts suggestions left, `prelabelled` tells whether a model ran.

    `spans` are all of mine; `quotes` counts each quote once, and `quote_spans` what they are made of.
    `recheck` says why I have to look at it again, empty when I have not.
    """

    id: int
    title: str
    source: str
    published: str
    status: Status
    flag: str | None
    words: int
    spans: int
    pending: int
    prelabelled: bool
    quotes: int = 0
    quote_spans: int = 0
    recheck: str = ""


# The index holds all that is asked of an annotation here; the planner would go to its row each time.
_MINE = (
    "LEFT JOIN annotations mine INDEXED BY annotations_queue "
    "ON mine.article_id = a.id AND mine.annotator_id = :me "
)
_MODEL = (
    "LEFT JOIN annotations model INDEXED BY annotations_queue "
    "ON model.article_id = a.id AND model.annotator_id = :model "
)
_OWN = "JOIN assignments own ON own.article_id = a.id AND own.annotator_id = :me "
_STATUS = (
    "a.id IN (SELECT article_id FROM annotations WHERE annotator_id = :me AND status = :status)"
)
_TODO = (
    "a.id NOT IN (SELECT article_id FROM annotations WHERE annotator_id = :me AND status <> 'todo')"
)
_TO_RECHECK = "a.id IN (SELECT article_id FROM rechecks WHERE annotator_id = :me)"
_RECHECK = "SELECT reason FROM rechecks r WHERE r.article_id = a.id AND r.annotator_id = :me"
_WITH_LABEL = "EXISTS (SELECT 1 FROM spans s WHERE s.annotation_id = mine.id AND s.label = :label)"
_ANNOTATED_BY = (
    "EXISTS (SELECT 1 FROM annotations theirs JOIN annotators who ON who.id = theirs.annotator_id "
    "WHERE theirs.article_id = a.id AND who.name = :annotator "
    "AND (theirs.status <> 'todo' OR theirs.spans > 0))"
)
_LEFT = (
    "CASE WHEN mine.status IN ('done', 'skipped') THEN 0 WHEN coalesce(mine.spans, 0) = 0 "
    "THEN coalesce(model.spans, 0) ELSE max(coalesce(model.spans, 0) - mine.spans, 0) END"
)
_ORDER = {
    "order": "a.position, a.id",
    "date": "a.published, a.position, a.id",
    "length": "a.words, a.position, a.id",
    "suggestions": f"{_LEFT} DESC, a.position, a.id",
    "changed": "coalesce(model.decided, 0) DESC, a.position, a.id",
}
_MY_SPANS = "SELECT count(*) FROM spans s WHERE s.annotation_id = mine.id AND s.layer = 'quotes'"
_IS_FIRST = (
    "NOT EXISTS (SELECT 1 FROM relations r WHERE r.annotation_id = mine.id AND r.head = s.id "
    "AND r.label = 'CONTINUES')"
)
# A quote counts once, by its first part: pending while no part of it meets content of mine or what I said
# is no quote, and not every part was turned down.
_PARTS = (
    "p.id IN (SELECT s.id UNION ALL SELECT head FROM relations "
    "WHERE annotation_id = model.id AND child = s.id AND label = 'CONTINUES')"
)
_QUOTE = (
    "NOT EXISTS (SELECT 1 FROM relations r WHERE r.annotation_id = model.id AND r.head = s.id "
    "AND r.label = 'CONTINUES') "
    "AND NOT EXISTS (SELECT 1 FROM spans p JOIN spans m ON m.annotation_id = mine.id "
    "AND m.layer = 'quotes' AND m.label IN ('QUOTE', 'NOT_A_QUOTE') "
    # Nothing that begins further before it than the longest is long can reach it.
    'AND m.start > p.start - mine_quotes.longest AND m.start < p."end" AND m."end" > p.start '
    f"WHERE p.annotation_id = model.id AND {_PARTS}) "
    "AND EXISTS (SELECT 1 FROM spans p WHERE p.annotation_id = model.id "
    f"AND {_PARTS} AND NOT EXISTS (SELECT 1 FROM rejections r WHERE r.annotation_id = mine.id "
    'AND r.layer = p.layer AND r.label = p.label AND r.start = p.start AND r."end" = p."end"))'
)
_LONGEST = (
    'SELECT s.annotation_id, max(s."end" - s.start) AS longest FROM annotations a '
    "JOIN spans s ON s.annotation_id = a.id AND s.layer = 'quotes' WHERE a.annotator_id = :me "
    "AND a.article_id IN (SELECT value FROM json_each(:ids)) GROUP BY s.annotation_id"
)
# Any other suggestion is pending when I did not turn it down and nothing of mine equals it or, in a layer
# without overlaps, touches it: there the last span that starts before its end tells.
_PENDING = (
    "SELECT model.article_id, count(*) FROM annotations model "
    "JOIN spans s ON s.annotation_id = model.id "
    "LEFT JOIN annotations mine ON mine.article_id = model.article_id AND mine.annotator_id = :me "
    f"LEFT JOIN ({_LONGEST}) mine_quotes ON mine_quotes.annotation_id = mine.id "
    "WHERE model.annotator_id = :model AND model.article_id IN (SELECT value FROM json_each(:ids)) "
    "AND s.label IN (SELECT value FROM json_each(:labels)) AND CASE WHEN s.layer = 'quotes' "
    f"AND s.label IN ('QUOTE', 'NOT_A_QUOTE') THEN {_QUOTE} "
    "WHEN EXISTS (SELECT 1 FROM relations r WHERE r.annotation_id = model.id AND r.child = s.id) "
    "THEN 0 ELSE "
    'coalesce((SELECT m."end" <= s.start OR s.layer NOT IN (SELECT value FROM json_each(:exclusive)) '
    'FROM spans m WHERE m.annotation_id = mine.id AND m.layer = s.layer AND m.start < s."end" '
    "ORDER BY m.start DESC LIMIT 1), 1) "
    "AND NOT EXISTS (SELECT 1 FROM spans m WHERE m.annotation_id = mine.id AND m.layer = s.layer "
    'AND m.start = s.start AND m."end" = s."end" AND m.label = s.label) '
    "AND NOT EXISTS (SELECT 1 FROM rejections r WHERE r.annotation_id = mine.id AND r.layer = s.layer "
    'AND r.label = s.label AND r.start = s.start AND r."end" = s."end") END '
    "GROUP BY model.article_id"
)


def ids(database: Database, query: QueueQuery, me: int, model: int | None) -> list[int]:
    """The ids of the articles a query finds, in its order."""
    where, parameters = _where(database, query)
    order = _ORDER[query.order]
    if query.mine:
        order = order.replace("a.position", "coalesce(own.position, a.position)")
    asked = f"WHERE {where} ORDER BY {order}"
    # Joins cost time at 100,000 articles, so they are made only when something asks for them.
    joins = (_MINE if "mine." in asked else "") + (_MODEL if "model." in asked else "")
    joins += _OWN if query.mine else ""
    sql = f"SELECT a.id FROM articles a {joins}{asked}"
    # One JSON array comes over several times as quickly as 100,000 rows.
    found = database.value(
        f"SELECT json_group_array(id) FROM ({sql})", parameters | {"me": me, "model": model}
    )
    return msgspec.json.decode(found, type=list[int])


def rows(
    database: Database, article_ids: Sequence[int], me: int, model: int | None, scheme: Scheme
) -> list[QueueRow]:
    """What the queue shows of these articles, in their order; ids that are gone are left out."""
    parameters: dict[str, object] = {"me": me, "model": model, "ids": to_json(article_ids)}
    sql = (
        "SELECT a.id, a.title, a.source, a.published, a.flag, a.words, "
        "coalesce(mine.status, 'todo') AS status, "
        f"coalesce(({_RECHECK}), '') AS recheck, "
        "coalesce(mine.spans, 0) AS spans, model.id IS NOT NULL AS prelabelled, "
        f"({_MY_SPANS}) AS quote_spans, ({_MY_SPANS} AND s.label = 'QUOTE' AND {_IS_FIRST}) AS quotes "
        f"FROM articles a {_MINE}{_MODEL}"
        # The plus keeps the planner from walking the whole index of what is not removed.
        "WHERE a.id IN (SELECT value FROM json_each(:ids)) AND +a.removed = 0"
    )
    pending = _pending(database, parameters, scheme) if model is not None else {}
    found = {row["id"]: _queue_row(row, pending) for row in database.rows(sql, parameters)}
    return [found[article_id] for article_id in article_ids if article_id in found]


def status_counts(database: Database, me: int, *, mine: bool = False) -> dict[str, int]:
    """How many articles there are, or are assigned to me: all, by my status, and flagged."""
    own = "(SELECT article_id FROM assignments WHERE annotator_id = :me)"
    sql = (
        "SELECT status, count(*) FROM annotations INDEXED BY annotations_queue WHERE annotator_id = :me "
        "AND article_id NOT IN (SELECT id FROM articles WHERE removed > 0) "
        f"{f'AND article_id IN {own} ' if mine else ''}GROUP BY status"
    )
    counts = {status.value: 0 for status in Status} | {
        row[0]: row[1] for row in database.rows(sql, {"me": me})
    }
    sql = (
        "SELECT count(*), count(flag) FROM articles WHERE removed = 0 "
        f"{f'AND id IN {own}' if mine else ''}"
    )
    ((total, flagged),) = database.rows(sql, {"me": me})
    touched = sum(counts.values()) - counts[Status.TODO.value]
    sql = f"SELECT count(*) FROM articles a WHERE a.removed = 0 AND {_TO_RECHECK}"
    again = int(database.value(sql, {"me": me}))
    counts |= {"all": total, Status.TODO.value: total - touched, "flagged": flagged}
    return counts | {"recheck": again}


def assigned(database: Database, annotator_id: int) -> list[int]:
    """The articles assigned to an annotator, in the order of their queue."""
    sql = (
        "SELECT a.id FROM assignments own JOIN articles a ON a.id = own.article_id AND a.removed = 0 "
        "WHERE own.annotator_id = ? ORDER BY coalesce(own.position, a.position), a.id"
    )
    return [row[0] for row in database.rows(sql, (annotator_id,))]


def sources(database: Database) -> list[str]:
    """Every source, in alphabetical order."""
    sql = "SELECT DISTINCT source FROM articles WHERE removed = 0 AND source <> '' ORDER BY source"
    return [row[0] for row in database.rows(sql)]


def without_annotation(database: Database, annotator_id: int, among: Iterable[int]) -> list[int]:
    """Those of `among` that this annotator has no annotation of, in their order."""
    wanted = list(among)
    sql = (
        "SELECT article_id FROM annotations WHERE annotator_id = ? "
        "AND article_id IN (SELECT value FROM json_each(?))"
    )
    have = {row[0] for row in database.rows(sql, (annotator_id, to_json(wanted)))}
    return [article_id for article_id in wanted if article_id not in have]


def _where(database: Database, query: QueueQuery) -> tuple[str, dict[str, object]]:
    filters = (
        (query.text.strip(), "a.id IN (SELECT value FROM json_each(:found))"),
        (query.status, _TODO if query.status is Status.TODO else _STATUS),
        (query.source, "a.source = :source"),
        (query.since, "a.published >= :since"),
        (query.until, "a.published <= :until || '\uffff'"),
        (query.flagged is True, "a.flag IS NOT NULL"),
        (query.flagged is False, "a.flag IS NULL"),
        (query.label, _WITH_LABEL),
        (query.annotator, _ANNOTATED_BY),
        (query.recheck, _TO_RECHECK),
    )
    conditions = ["a.removed = 0", *(sql for asked, sql in filters if asked)]
    found = search.matching(database, query.text) if query.text.strip() else []
    values: dict[str, object] = {
        "status": query.status.value if query.status else None,
        "found": to_json(found),
    }
    for name in ("source", "since", "until", "label", "annotator"):
        values[name] = getattr(query, name)
    return " AND ".join(conditions), values


def _pending(database: Database, parameters: dict[str, object], scheme: Scheme) -> dict[int, int]:
    labels = to_json([label.name for _, label in scheme.labels])
    exclusive = to_json([layer.name for layer in scheme.layers if not layer.allows_overlap])
    values = parameters | {"labels": labels, "exclusive": exclusive}
    return {row[0]: row[1] for row in database.rows(_PENDING, values)}


def _queue_row(row: Row, pending: dict[int, int]) -> QueueRow:
    return QueueRow(
        id=row["id"],
        title=row["title"],
        source=row["source"],
        published=row["published"],
        status=Status(row["status"]),
        flag=row["flag"],
        words=row["words"],
        spans=row["spans"],
        pending=pending.get(row["id"], 0),
        prelabelled=bool(row["prelabelled"]),
        quotes=row["quotes"],
        quote_spans=row["quote_spans"],
        recheck=row["recheck"],
    )
