"""The schema of a project file, as steps that are only ever appended.

A migration knows no class of the program: it has to mean the same in ten years.
"""

from sqlite_utils import Database, Migrations

from annotator.store.version import APPLICATION_ID

migrations = Migrations("annotator")

_M001 = (
    """CREATE TABLE imports (
        id INTEGER PRIMARY KEY, files TEXT NOT NULL, format TEXT NOT NULL, at TEXT NOT NULL,
        articles INTEGER NOT NULL DEFAULT 0, annotations INTEGER NOT NULL DEFAULT 0,
        report TEXT NOT NULL DEFAULT '{}'
    ) STRICT""",
    """CREATE TABLE articles (
        id INTEGER PRIMARY KEY, key TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
        source TEXT NOT NULL DEFAULT '', published TEXT NOT NULL DEFAULT '',
        url TEXT NOT NULL DEFAULT '', language TEXT NOT NULL DEFAULT 'en',
        meta TEXT NOT NULL DEFAULT '{}', sha256 TEXT NOT NULL, newline TEXT NOT NULL DEFAULT 'LF',
        encoding TEXT NOT NULL DEFAULT 'utf-8', position INTEGER NOT NULL,
        words INTEGER NOT NULL DEFAULT 0, flag TEXT, removed INTEGER NOT NULL DEFAULT 0,
        import_id INTEGER REFERENCES imports(id)
    ) STRICT""",
    "CREATE INDEX articles_sha256 ON articles(sha256)",
    "CREATE INDEX articles_import ON articles(import_id)",
    "CREATE INDEX articles_queue ON articles(removed, position, id, source, published, words, flag)",
    """CREATE TABLE annotators (
        id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('person', 'model', 'gold')),
        colour TEXT NOT NULL DEFAULT 'blue', UNIQUE (name, kind)
    ) STRICT""",
    """CREATE TABLE tokens (
        article_id INTEGER NOT NULL REFERENCES articles(id), tokenizer TEXT NOT NULL,
        edges TEXT NOT NULL, PRIMARY KEY (article_id, tokenizer)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE assignments (
        article_id INTEGER NOT NULL REFERENCES articles(id),
        annotator_id INTEGER NOT NULL REFERENCES annotators(id),
        PRIMARY KEY (article_id, annotator_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE annotations (
        id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL REFERENCES articles(id),
        annotator_id INTEGER NOT NULL REFERENCES annotators(id),
        status TEXT NOT NULL CHECK (status IN ('todo', 'in progress', 'done', 'skipped')),
        scheme_version INTEGER NOT NULL, revision INTEGER NOT NULL DEFAULT 0,
        next_span_id INTEGER NOT NULL DEFAULT 1, labels TEXT NOT NULL DEFAULT '[]',
        seconds REAL NOT NULL DEFAULT 0, finished_at TEXT,
        spans INTEGER NOT NULL DEFAULT 0, decided INTEGER NOT NULL DEFAULT 0,
        import_id INTEGER REFERENCES imports(id), UNIQUE (article_id, annotator_id)
    ) STRICT""",
    "CREATE INDEX annotations_queue ON annotations(annotator_id, article_id, status, spans, decided)",
    """CREATE TABLE spans (
        annotation_id INTEGER NOT NULL REFERENCES annotations(id), id INTEGER NOT NULL,
        layer TEXT NOT NULL, label TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
        text TEXT NOT NULL, cluster_id INTEGER, confidence REAL,
        attributes TEXT NOT NULL DEFAULT '{}', origin TEXT,
        PRIMARY KEY (annotation_id, id), UNIQUE (annotation_id, layer, start, "end", label),
        CHECK (0 <= start AND start < "end")
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX spans_text ON spans(text, label)",
    "CREATE INDEX spans_label ON spans(label)",
    """CREATE TABLE relations (
        annotation_id INTEGER NOT NULL, label TEXT NOT NULL, head INTEGER NOT NULL,
        child INTEGER NOT NULL, PRIMARY KEY (annotation_id, label, head, child),
        FOREIGN KEY (annotation_id, head) REFERENCES spans(annotation_id, id)
            DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY (annotation_id, child) REFERENCES spans(annotation_id, id)
            DEFERRABLE INITIALLY DEFERRED
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX relations_child ON relations(annotation_id, child)",
    "CREATE INDEX relations_head ON relations(annotation_id, head)",
    """CREATE TABLE clusters (
        annotation_id INTEGER NOT NULL REFERENCES annotations(id), id INTEGER NOT NULL,
        name TEXT NOT NULL, label TEXT NOT NULL, outside_id TEXT, PRIMARY KEY (annotation_id, id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE rejections (
        annotation_id INTEGER NOT NULL REFERENCES annotations(id), layer TEXT NOT NULL,
        label TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, origin TEXT,
        PRIMARY KEY (annotation_id, layer, label, start, "end"),
        CHECK (0 <= start AND start < "end")
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE schemes (
        version INTEGER PRIMARY KEY, scheme TEXT NOT NULL, at TEXT NOT NULL,
        note TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    """CREATE TABLE journal (
        id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, step TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('do', 'undo', 'redo')),
        article_id INTEGER REFERENCES articles(id), annotation_id INTEGER REFERENCES annotations(id),
        import_id INTEGER REFERENCES imports(id), who INTEGER REFERENCES annotators(id),
        at TEXT NOT NULL, name TEXT NOT NULL, removed TEXT NOT NULL, added TEXT NOT NULL,
        undoes TEXT
    ) STRICT""",
    "CREATE INDEX journal_step ON journal(step)",
    "CREATE INDEX journal_who ON journal(who, id)",
    "CREATE INDEX journal_article ON journal(article_id, id)",
    """CREATE TABLE notes (
        id INTEGER PRIMARY KEY AUTOINCREMENT, article_id INTEGER NOT NULL REFERENCES articles(id),
        span_id INTEGER, author TEXT NOT NULL, text TEXT NOT NULL,
        resolved INTEGER NOT NULL DEFAULT 0, written_at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX notes_article ON notes(article_id)",
    """CREATE TABLE exports (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, options TEXT NOT NULL, sha256 TEXT NOT NULL,
        revisions TEXT NOT NULL
    ) STRICT""",
    """CREATE VIRTUAL TABLE articles_fts USING fts5(
        title, text, source, content='articles', content_rowid='id',
        tokenize='unicode61 remove_diacritics 2'
    )""",
    """CREATE VIEW mentions AS
        SELECT articles.id AS article_id, articles.title, annotators.name AS annotator,
            spans.layer, spans.label, spans.text, spans.start, spans."end", spans.origin
        FROM spans JOIN annotations ON annotations.id = spans.annotation_id
        JOIN articles ON articles.id = annotations.article_id
        JOIN annotators ON annotators.id = annotations.annotator_id
        WHERE articles.removed = 0""",
    """CREATE VIEW progress AS
        SELECT annotators.name AS annotator, annotations.status, count(*) AS articles,
            sum(annotations.spans) AS spans, round(sum(annotations.seconds)) AS seconds
        FROM annotations JOIN annotators ON annotators.id = annotations.annotator_id
        JOIN articles ON articles.id = annotations.article_id
        WHERE articles.removed = 0 AND annotators.kind <> 'model'
        GROUP BY annotators.name, annotations.status""",
)


@migrations()
def m001_initial(db: Database) -> None:
    """Everything the first version stores."""
    for statement in _M001:
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


_MARK = "'“', '”', '„', '«', '»', '\"', '‘'"
_ATTRIBUTE = "json_extract(first.attributes, '$.{}')"
_PARTS = (
    "SELECT part.text, part.start FROM spans part WHERE part.annotation_id = first.annotation_id "
    "AND (part.id = first.id OR part.id IN (SELECT head FROM relations continues WHERE "
    "continues.annotation_id = first.annotation_id AND continues.child = first.id "
    "AND continues.label = 'CONTINUES')) ORDER BY part.start"
)
# Like the program's own reckoning, but by the parts' first characters alone.
_KIND = (
    f"SELECT CASE min(substr(text, 1, 1) IN ({_MARK})) WHEN 1 THEN 'direct' ELSE "
    f"CASE max(text GLOB '*[“”„«»\"]*') WHEN 1 THEN 'mixed' ELSE 'indirect' END END FROM ({_PARTS})"
)
_ROLE = (
    "LEFT JOIN relations {0}_of ON {0}_of.annotation_id = first.annotation_id "
    "AND {0}_of.head = first.id AND {0}_of.label = '{1}' "
    "LEFT JOIN spans {0} ON {0}.annotation_id = first.annotation_id AND {0}.id = {0}_of.child "
)
_M002 = (
    "CREATE VIEW quotes AS SELECT articles.id AS article_id, articles.title, "
    "annotators.name AS annotator, coalesce(clusters.name, speaker.text) AS speaker, "
    "speaker.text AS mention, cue.text AS cue, "
    f"coalesce({_ATTRIBUTE.format('kind')}, ({_KIND})) AS kind, "
    f"coalesce({_ATTRIBUTE.format('medium')}, 'speech') AS medium, "
    f"(SELECT group_concat(text, ' … ') FROM ({_PARTS})) AS content, "
    'first.start, first."end", first.origin '
    "FROM spans first JOIN annotations ON annotations.id = first.annotation_id "
    "JOIN articles ON articles.id = annotations.article_id "
    "JOIN annotators ON annotators.id = annotations.annotator_id "
    f"{_ROLE.format('speaker', 'SAID_BY')}{_ROLE.format('cue', 'CUED_BY')}"
    "LEFT JOIN clusters ON clusters.annotation_id = first.annotation_id "
    "AND clusters.id = coalesce(speaker.cluster_id, first.cluster_id) "
    "WHERE articles.removed = 0 AND first.layer = 'quotes' AND first.label = 'QUOTE' "
    "AND NOT EXISTS (SELECT 1 FROM relations r WHERE r.annotation_id = first.annotation_id "
    "AND r.head = first.id AND r.label = 'CONTINUES')"
)


@migrations()
def m002_quotes(db: Database) -> None:
    """Quotes as people ask for them: who said what."""
    db.execute(_M002)


_M003 = (
    "ALTER TABLE assignments ADD COLUMN position INTEGER",
    "CREATE INDEX assignments_annotator ON assignments(annotator_id, article_id, position)",
    """CREATE TABLE controls (
        article_id INTEGER PRIMARY KEY REFERENCES articles(id)
    ) STRICT""",
    """CREATE TABLE bases (
        article_id INTEGER NOT NULL REFERENCES articles(id),
        annotator_id INTEGER NOT NULL REFERENCES annotators(id), revision INTEGER NOT NULL,
        PRIMARY KEY (article_id, annotator_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE decisions (
        article_id INTEGER NOT NULL REFERENCES articles(id), key TEXT NOT NULL, types TEXT NOT NULL,
        layer TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
        choice TEXT NOT NULL CHECK (choice IN ('take', 'neither', 'own', 'keep', 'undecided')),
        taken TEXT NOT NULL DEFAULT '[]', "values" TEXT NOT NULL DEFAULT '[]',
        said TEXT NOT NULL DEFAULT '[]', gold TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '',
        error_type TEXT NOT NULL DEFAULT '', author TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (article_id, key), CHECK (0 <= start AND start <= "end")
    ) STRICT, WITHOUT ROWID""",
)


@migrations()
def m003_review(db: Database) -> None:
    """What review leaves behind: who labels what, what gold builds on, what was decided and why."""
    for statement in _M003:
        db.execute(statement)


_M004 = """CREATE TABLE on_purpose (
    kind TEXT NOT NULL, layer TEXT NOT NULL, words TEXT NOT NULL, variants TEXT NOT NULL DEFAULT '[]',
    note TEXT NOT NULL DEFAULT '', author TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (kind, layer, words)
) STRICT, WITHOUT ROWID"""


@migrations()
def m004_on_purpose(db: Database) -> None:
    """What was said to differ on purpose, where the same words are marked differently."""
    db.execute(_M004)


_M005 = """CREATE TABLE rechecks (
    article_id INTEGER NOT NULL REFERENCES articles(id),
    annotator_id INTEGER NOT NULL REFERENCES annotators(id), reason TEXT NOT NULL,
    PRIMARY KEY (article_id, annotator_id)
) STRICT, WITHOUT ROWID"""


@migrations()
def m005_recheck(db: Database) -> None:
    """Who has to look at finished work again, since its labels were merged or split."""
    db.execute(_M005)
