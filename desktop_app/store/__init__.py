"""One encrypted SQLite file: connection, key slots, migrations, backup, journal."""
