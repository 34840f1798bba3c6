CREATE TABLE template (
    code TEXT NOT NULL,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    at TEXT NOT NULL,
    staff_no TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (code, version)
) STRICT, WITHOUT ROWID;

ALTER TABLE exam_person ADD COLUMN arrived_at TEXT;
ALTER TABLE exam_person ADD COLUMN left_at TEXT;
ALTER TABLE exam_person ADD COLUMN late_until TEXT;
ALTER TABLE exam_person ADD COLUMN slip_used TEXT NOT NULL DEFAULT '';
ALTER TABLE exam_person ADD COLUMN slip_after INTEGER NOT NULL DEFAULT 0;

CREATE TABLE sealed_exam (
    id TEXT PRIMARY KEY,
    file BLOB NOT NULL,
    taken_at TEXT NOT NULL,
    taken_by TEXT NOT NULL,
    opened_at TEXT,
    exam_id TEXT REFERENCES exam (id)
) STRICT;
