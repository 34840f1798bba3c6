ALTER TABLE sitting ADD COLUMN number INTEGER;
UPDATE sitting SET number = counted.number FROM (
    SELECT id, row_number() OVER (ORDER BY started_at, id) AS number FROM sitting
) AS counted WHERE counted.id = sitting.id;
CREATE UNIQUE INDEX sitting_number ON sitting (number);

ALTER TABLE step RENAME TO step_before;
CREATE TABLE step (
    id INTEGER PRIMARY KEY,
    sitting INTEGER NOT NULL GENERATED ALWAYS AS (id >> 24) REFERENCES sitting (number),
    n INTEGER NOT NULL GENERATED ALWAYS AS (id & 16777215),
    kind TEXT NOT NULL,
    position INTEGER,
    body TEXT NOT NULL DEFAULT '{}',
    at TEXT NOT NULL,
    boot_ms INTEGER NOT NULL,
    boot_id TEXT NOT NULL,
    used_ms INTEGER NOT NULL,
    chain TEXT NOT NULL
) STRICT;
INSERT INTO step (id, kind, position, body, at, boot_ms, boot_id, used_ms, chain)
SELECT coalesce(t.number << 24 | s.n, 0), s.kind, s.position, s.body, s.at, s.boot_ms, s.boot_id, s.used_ms, s.chain
FROM step_before s LEFT JOIN sitting t ON t.id = s.sitting_id AND s.n BETWEEN 1 AND 16777215 ORDER BY t.number, s.n;
DROP TABLE step_before;
