CREATE TABLE template (
    code TEXT NOT NULL,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    at TEXT NOT NULL,
    staff_no TEXT NOT NULL DEFAULT '',
    hidden INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (code, version)
) STRICT, WITHOUT ROWID;

ALTER TABLE exam_person ADD COLUMN arrived_at TEXT;
ALTER TABLE exam_person ADD COLUMN left_at TEXT;
ALTER TABLE exam_person ADD COLUMN late_until TEXT;
ALTER TABLE exam_person ADD COLUMN slip_used TEXT NOT NULL DEFAULT '';
ALTER TABLE exam_person ADD COLUMN slip_after INTEGER NOT NULL DEFAULT 0;

CREATE TABLE sealed_exam (
    id TEXT PRIMARY KEY,
    head TEXT NOT NULL,
    exam_id TEXT REFERENCES exam (id),
    taken_at TEXT NOT NULL,
    taken_by TEXT NOT NULL,
    opened_at TEXT,
    file BLOB NOT NULL
) STRICT;
CREATE TABLE print_run (
    number INTEGER PRIMARY KEY,
    layout TEXT NOT NULL,
    certificates INTEGER NOT NULL,
    sheets INTEGER NOT NULL,
    begun_at TEXT NOT NULL,
    begun_by TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE print_place (
    run INTEGER NOT NULL REFERENCES print_run (number),
    sheet INTEGER NOT NULL,
    place INTEGER NOT NULL,
    serial TEXT NOT NULL REFERENCES certificate (serial),
    PRIMARY KEY (run, sheet, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX print_place_of ON print_place (serial);

CREATE TABLE print_sheet (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES print_run (number),
    sheet INTEGER NOT NULL,
    medium TEXT NOT NULL,
    target TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL,
    staff_no TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX print_sheet_of ON print_sheet (run, sheet);

CREATE TABLE spoiled_sheet (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES print_run (number),
    sheet INTEGER NOT NULL,
    printing INTEGER REFERENCES print_sheet (id),
    form_number TEXT NOT NULL DEFAULT '',
    why TEXT NOT NULL,
    at TEXT NOT NULL,
    staff_no TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX spoiled_sheet_of ON spoiled_sheet (run, sheet);
CREATE INDEX spoiled_printing ON spoiled_sheet (printing);
