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
