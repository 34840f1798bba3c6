"""SQLCipher as the one SQLite of this program.

sqlite-utils looks for ``pysqlite3`` when it is first imported and else takes Python's own sqlite3, whose exceptions are
other classes than sqlcipher3's: errors that it means to catch would pass it by. So sqlcipher3 stands in under that name
before that import, here and nowhere else. Other rooms import ``Database`` from ``desktop_app.store``.
"""

from __future__ import annotations

import sys

import sqlcipher3
from sqlcipher3 import dbapi2

sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = dbapi2

import sqlite_utils.utils  # noqa: E402
from sqlite_utils import Database  # noqa: E402

if getattr(sqlite_utils.utils, "sqlite3", None) is not sqlcipher3:  # pragma: no cover - tested in a process of its own
    raise ImportError("import desktop_app.store before sqlite_utils")

__all__ = ["Database", "dbapi2"]
