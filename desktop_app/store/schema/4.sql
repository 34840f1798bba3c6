CREATE TABLE template (
    code TEXT NOT NULL,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    at TEXT NOT NULL,
    staff_no TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (code, version)
) STRICT, WITHOUT ROWID;
