"""Every table of the store, as one ordered list of migrations.

Promises: a store that was migrated has the same schema as a fresh one. A migration that was ever released never
changes; this module imports nothing of ours, so that no later change elsewhere can change it. Instants are text as in
``base.clock.as_text``, marks decimal text, JSON text.
"""

from __future__ import annotations

from typing import Final

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations: Final = Migrations("branch-exam")

_SCHEMA_1: Final = """
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    staff_no TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL DEFAULT '',
    topic TEXT NOT NULL,
    action TEXT NOT NULL,
    facts TEXT NOT NULL DEFAULT '{}'
) STRICT;

CREATE TABLE staff (
    staff_no TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    post TEXT NOT NULL DEFAULT '',
    unit TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL DEFAULT 'candidate' CHECK (role IN ('candidate', 'examiner')),
    initials TEXT NOT NULL DEFAULT '',
    pin_hash TEXT NOT NULL DEFAULT '',
    pin_failures INTEGER NOT NULL DEFAULT 0,
    pin_next_at TEXT,
    slot_id TEXT UNIQUE,
    left_on TEXT,
    extra_percent INTEGER NOT NULL DEFAULT 0,
    text_percent INTEGER NOT NULL DEFAULT 100,
    added_at TEXT NOT NULL
) STRICT;

CREATE TABLE bank (
    code TEXT PRIMARY KEY,
    title TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    shipped INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE revision (
    bank TEXT NOT NULL REFERENCES bank (code),
    number INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('staged', 'published', 'withdrawn')),
    at TEXT NOT NULL,
    staff_no TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    questions INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (bank, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE question (
    id INTEGER PRIMARY KEY,
    bank TEXT NOT NULL,
    revision INTEGER NOT NULL,
    uid TEXT NOT NULL,
    kind TEXT NOT NULL,
    topic TEXT NOT NULL DEFAULT '[]',
    difficulty INTEGER,
    fixed_order INTEGER NOT NULL DEFAULT 0,
    reserved INTEGER NOT NULL DEFAULT 0,
    stem TEXT NOT NULL DEFAULT '',
    stem_key TEXT NOT NULL DEFAULT '',
    points TEXT NOT NULL DEFAULT '1',
    effective_on TEXT,
    repealed_on TEXT,
    hash TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT '{}',
    removed INTEGER NOT NULL DEFAULT 0,
    FOREIGN KEY (bank, revision) REFERENCES revision (bank, number)
) STRICT;
CREATE INDEX question_uid ON question (bank, uid, revision);
CREATE INDEX question_revision ON question (bank, revision);
CREATE INDEX question_stem ON question (bank, stem_key);
CREATE INDEX question_hash ON question (hash);

CREATE TABLE image (hash TEXT PRIMARY KEY, mime TEXT NOT NULL, bytes BLOB NOT NULL) STRICT;

CREATE TABLE question_image (
    question_id INTEGER NOT NULL REFERENCES question (id),
    name TEXT NOT NULL,
    image_hash TEXT NOT NULL REFERENCES image (hash),
    PRIMARY KEY (question_id, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX question_image_hash ON question_image (image_hash);

CREATE VIRTUAL TABLE question_fts USING fts5 (bigrams, content = '', contentless_delete = 1, tokenize = 'unicode61');

CREATE TABLE import_mapping (shape TEXT PRIMARY KEY, mapping TEXT NOT NULL, at TEXT NOT NULL) STRICT;

CREATE TABLE plan (
    code TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    sample INTEGER NOT NULL DEFAULT 0,
    shipped INTEGER NOT NULL DEFAULT 0,
    updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE exam (
    id TEXT PRIMARY KEY,
    plan_code TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL,
    room TEXT NOT NULL DEFAULT '',
    opens_at TEXT NOT NULL,
    closes_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
    opened_by TEXT NOT NULL DEFAULT '',
    opened_at TEXT NOT NULL,
    closed_at TEXT
) STRICT;

CREATE TABLE exam_person (
    exam_id TEXT NOT NULL REFERENCES exam (id),
    staff_no TEXT NOT NULL REFERENCES staff (staff_no),
    admitted_at TEXT,
    admitted_by TEXT,
    slip_hash TEXT NOT NULL DEFAULT '',
    extra_ms INTEGER NOT NULL DEFAULT 0,
    absent INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (exam_id, staff_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE sitting (
    id TEXT PRIMARY KEY,
    exam_id TEXT NOT NULL REFERENCES exam (id),
    staff_no TEXT NOT NULL REFERENCES staff (staff_no),
    attempt INTEGER NOT NULL DEFAULT 1,
    origin TEXT NOT NULL DEFAULT 'screen' CHECK (origin IN ('screen', 'paper')),
    seed TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    paper TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'held', 'submitted', 'void')),
    started_at TEXT NOT NULL,
    ended_at TEXT,
    released_at TEXT,
    chain TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX sitting_open ON sitting (staff_no) WHERE state IN ('open', 'held');

CREATE TABLE step (
    sitting_id TEXT NOT NULL REFERENCES sitting (id),
    n INTEGER NOT NULL,
    kind TEXT NOT NULL,
    position INTEGER,
    body TEXT NOT NULL DEFAULT '{}',
    at TEXT NOT NULL,
    boot_ms INTEGER NOT NULL,
    boot_id TEXT NOT NULL,
    used_ms INTEGER NOT NULL,
    chain TEXT NOT NULL,
    PRIMARY KEY (sitting_id, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE pulse (
    sitting_id TEXT PRIMARY KEY REFERENCES sitting (id),
    at TEXT NOT NULL,
    boot_ms INTEGER NOT NULL,
    boot_id TEXT NOT NULL,
    used_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE mark (
    sitting_id TEXT NOT NULL REFERENCES sitting (id),
    position INTEGER NOT NULL,
    part INTEGER NOT NULL DEFAULT 0,
    points TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    staff_no TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (sitting_id, position, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE result (
    sitting_id TEXT NOT NULL REFERENCES sitting (id),
    version INTEGER NOT NULL,
    at TEXT NOT NULL,
    rules TEXT NOT NULL,
    score TEXT NOT NULL,
    max_score TEXT NOT NULL,
    passed INTEGER NOT NULL,
    complete INTEGER NOT NULL,
    body TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    staff_no TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (sitting_id, version)
) STRICT;

CREATE TABLE issuer_key (
    id TEXT PRIMARY KEY,
    algorithm TEXT NOT NULL,
    private BLOB NOT NULL,
    certificate BLOB NOT NULL,
    created_at TEXT NOT NULL,
    retired_at TEXT
) STRICT;

CREATE TABLE certificate (
    serial TEXT PRIMARY KEY,
    sitting_id TEXT NOT NULL REFERENCES sitting (id),
    staff_no TEXT NOT NULL REFERENCES staff (staff_no),
    plan_code TEXT NOT NULL,
    facts TEXT NOT NULL,
    code TEXT NOT NULL,
    pdf BLOB NOT NULL,
    key_id TEXT NOT NULL REFERENCES issuer_key (id),
    template TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    valid_until TEXT,
    issued_by TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    superseded_by TEXT,
    revoked_at TEXT,
    revoked_why TEXT,
    revoked_by TEXT
) STRICT;

CREATE TABLE serial (
    epoch INTEGER NOT NULL,
    year INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    PRIMARY KEY (epoch, year)
) STRICT, WITHOUT ROWID;
"""


def names() -> tuple[str, ...]:
    """The names of all migrations that this version knows, in order."""
    return tuple(migration.name for migration in migrations._migrations)


def _run(db: Database, script: str) -> None:
    # executescript would commit the transaction that the migration runs in.
    for statement in script.split(";"):
        if statement.strip():
            db.execute(statement)


@migrations(name="1")
def _schema_1(db: Database) -> None:
    _run(db, _SCHEMA_1)


_SCHEMA_2: Final = """
ALTER TABLE staff ADD COLUMN pinyin TEXT NOT NULL DEFAULT '';

CREATE INDEX sitting_exam ON sitting (exam_id);
CREATE INDEX sitting_person ON sitting (staff_no, started_at);
CREATE INDEX exam_person_of ON exam_person (staff_no);
CREATE INDEX certificate_sitting ON certificate (sitting_id);
CREATE INDEX certificate_person ON certificate (staff_no, plan_code);
CREATE INDEX certificate_expiry ON certificate (valid_until);

DROP INDEX question_stem;
DROP INDEX question_hash;
DROP INDEX question_uid
"""


@migrations(name="2")
def _schema_2(db: Database) -> None:
    """People are found by whole pinyin, and a person's sittings and certificates without reading all of them.

    Nothing looks questions up by uid, stem or hash, and those three indexes took half of an import's time.
    """
    _run(db, _SCHEMA_2)
    rows = db.execute("SELECT staff_no, name FROM staff").fetchall()
    if rows:
        from pypinyin import lazy_pinyin

        for staff_no, name in rows:
            letters = "".join(lazy_pinyin("".join(char for char in name if char.isalnum()))).casefold()
            db.execute("UPDATE staff SET pinyin = ? WHERE staff_no = ?", (letters, staff_no))


_SCHEMA_3: Final = """
CREATE TABLE printed_paper (
    number TEXT PRIMARY KEY,
    plan_code TEXT NOT NULL,
    plan TEXT NOT NULL,
    seed TEXT NOT NULL,
    on_day TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    paper TEXT NOT NULL,
    printed_at TEXT NOT NULL,
    printed_by TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

ALTER TABLE staff ADD COLUMN break_minutes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE exam ADD COLUMN make_up_of TEXT REFERENCES exam (id);
ALTER TABLE exam ADD COLUMN balance TEXT NOT NULL DEFAULT '{}';
ALTER TABLE exam_person ADD COLUMN station TEXT NOT NULL DEFAULT '';

CREATE TABLE station_key (
    id TEXT PRIMARY KEY,
    algorithm TEXT NOT NULL,
    private BLOB NOT NULL,
    public BLOB NOT NULL,
    created_at TEXT NOT NULL,
    retired_at TEXT
) STRICT, WITHOUT ROWID;
ALTER TABLE sitting ADD COLUMN seal BLOB;
ALTER TABLE sitting ADD COLUMN seal_key TEXT REFERENCES station_key (id);

CREATE TABLE practice_card (
    staff_no TEXT NOT NULL REFERENCES staff (staff_no),
    bank TEXT NOT NULL,
    uid TEXT NOT NULL,
    due_at TEXT NOT NULL,
    card TEXT NOT NULL,
    PRIMARY KEY (staff_no, bank, uid)
) STRICT, WITHOUT ROWID;
CREATE INDEX practice_due ON practice_card (staff_no, due_at);

CREATE TABLE practice_answer (
    id INTEGER PRIMARY KEY,
    staff_no TEXT NOT NULL REFERENCES staff (staff_no),
    bank TEXT NOT NULL,
    uid TEXT NOT NULL,
    question_id INTEGER NOT NULL REFERENCES question (id),
    at TEXT NOT NULL,
    way TEXT NOT NULL,
    answer TEXT NOT NULL,
    share TEXT NOT NULL
) STRICT;
CREATE INDEX practice_answer_of ON practice_answer (staff_no, at);

CREATE TABLE wrong_question (
    staff_no TEXT NOT NULL REFERENCES staff (staff_no),
    bank TEXT NOT NULL,
    uid TEXT NOT NULL,
    wrong INTEGER NOT NULL,
    right_since INTEGER NOT NULL DEFAULT 0,
    last_at TEXT NOT NULL,
    done_at TEXT,
    PRIMARY KEY (staff_no, bank, uid)
) STRICT, WITHOUT ROWID;

ALTER TABLE issuer_key ADD COLUMN stolen_at TEXT;
ALTER TABLE issuer_key ADD COLUMN stolen_why TEXT NOT NULL DEFAULT '';
ALTER TABLE certificate ADD COLUMN doubt_settled INTEGER NOT NULL DEFAULT 0;

CREATE TABLE root_key (
    id TEXT PRIMARY KEY,
    algorithm TEXT NOT NULL,
    private BLOB,
    certificate BLOB NOT NULL,
    added_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE branch_key (
    id TEXT PRIMARY KEY,
    branch TEXT NOT NULL,
    certificate BLOB NOT NULL,
    added_at TEXT NOT NULL,
    stolen_at TEXT,
    stolen_why TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE registered (
    key_id TEXT NOT NULL REFERENCES branch_key (id),
    serial TEXT NOT NULL,
    digest TEXT NOT NULL,
    taken_at TEXT NOT NULL,
    PRIMARY KEY (key_id, serial)
) STRICT, WITHOUT ROWID;

CREATE TABLE revocation_list (
    signer TEXT NOT NULL,
    own INTEGER NOT NULL,
    number INTEGER NOT NULL,
    at TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (signer, own)
) STRICT, WITHOUT ROWID
"""


@migrations(name="3")
def _schema_3(db: Database) -> None:
    """A paper that was printed is kept as it was printed: its answers come back after bank or plan have changed.

    Accommodations, make-up exams and stations; the key that seals a sitting; practice, one card a person and question.
    Roots, the branches they certified and what those registered; signed lists of what holds no longer.
    """
    _run(db, _SCHEMA_3)
