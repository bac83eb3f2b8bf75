"""Token edges of articles, by tokenizer."""

from annotator.core.tokens import Tokens
from annotator.store.database import Database
from annotator.store.values import from_json, to_json


def put(database: Database, article_id: int, tokens: Tokens) -> None:
    """Store the tokens of an article inside `writing()`, replacing those of the same tokenizer."""
    edges = to_json([edge for bounds in tokens.bounds for edge in bounds])
    values = (article_id, tokens.tokenizer, edges)
    database.execute("INSERT OR REPLACE INTO tokens VALUES (?, ?, ?)", values)


def get(database: Database, article_id: int, preferred: str = "") -> Tokens | None:
    """The tokens stored for an article: those of the tokenizer preferred, else of any."""
    sql = (
        "SELECT tokenizer, edges FROM tokens WHERE article_id = ? "
        "ORDER BY tokenizer = ? DESC, tokenizer DESC LIMIT 1"
    )
    row = database.row(sql, (article_id, preferred))
    if row is None:
        return None
    edges = from_json(row["edges"])
    return Tokens(row["tokenizer"], tuple(zip(edges[::2], edges[1::2], strict=True)))
