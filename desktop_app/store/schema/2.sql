ALTER TABLE staff ADD COLUMN pinyin TEXT NOT NULL DEFAULT '';

CREATE INDEX sitting_exam ON sitting (exam_id);
CREATE INDEX sitting_person ON sitting (staff_no, started_at);
CREATE INDEX exam_person_of ON exam_person (staff_no);
CREATE INDEX certificate_sitting ON certificate (sitting_id);
CREATE INDEX certificate_person ON certificate (staff_no, plan_code);
CREATE INDEX certificate_expiry ON certificate (valid_until);

DROP INDEX question_stem;
DROP INDEX question_hash;
DROP INDEX question_uid;
