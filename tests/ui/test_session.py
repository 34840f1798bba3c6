"""What pages share."""

from __future__ import annotations

import threading
from typing import Any

from pytestqt.qtbot import QtBot

from desktop_app.store import Store
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.session import Session


def test_a_write_on_another_thread_is_told_unless_the_session_has_ended(
    qtbot: QtBot, store: Store, reading: Any
) -> None:
    session = Session(store, Jobs())
    told: list[frozenset[str]] = []
    session.changed.connect(told.append)

    def write(topic: str) -> None:
        with store.write(topic, at=reading) as db:
            db.execute("INSERT INTO setting (key, value) VALUES (?, '1')", (topic,))

    def elsewhere(topic: str) -> None:
        worker = threading.Thread(target=write, args=(topic,))
        worker.start()
        worker.join()

    elsewhere("first")
    qtbot.waitUntil(lambda: told == [frozenset({"first"})])
    elsewhere("second")
    session.end()
    qtbot.wait(50)
    assert told == [frozenset({"first"})]
    session.jobs.close()
