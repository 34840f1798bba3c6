ALTER TABLE result ADD COLUMN seal BLOB;
ALTER TABLE result ADD COLUMN seal_key TEXT REFERENCES station_key (id);
