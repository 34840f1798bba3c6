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
) STRICT, WITHOUT ROWID;
