"""kill -9 at any instant: whatever was acknowledged is there, and the store is whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.store import Store
from tests.store_fixtures import PASSPHRASE

ROUNDS = 200 if os.environ.get("BRANCH_EXAM_CAMPAIGN") else 4

CHILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from desktop_app.store import Store
store = Store.open(Path(sys.argv[1]), passphrase=sys.argv[2])
n = int(sys.argv[3])
while True:
    with store.write("x", at=datetime.now(UTC), action="step", facts={"n": n}) as db:
        db.execute("INSERT INTO setting VALUES (?, ?)", (f"step-{n:09d}", "x" * (n % 700)))
    sys.stdout.write(f"{n}\\n")
    sys.stdout.flush()
    n += 1
"""


@pytest.mark.slow
def test_no_acknowledged_commit_is_lost(store_folder: Path, figures: Callable[[str], None]) -> None:
    chance = random.Random(20261124)
    acknowledged = -1
    for _ in range(ROUNDS):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(store_folder), PASSPHRASE, str(acknowledged + 2)], stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(chance.uniform(0.0, 0.25))
        os.kill(child.pid, signal.SIGKILL)
        lines = [first, *child.stdout.read().splitlines(keepends=True)]
        child.stdout.close()
        child.wait()
        numbers = [int(line) for line in lines if line.endswith(b"\n")]
        before = acknowledged + 2
        acknowledged = numbers[-1]
        assert numbers == list(range(before, acknowledged + 1))

        store = Store.open(store_folder, passphrase=PASSPHRASE)
        rows = store.read.execute("SELECT key FROM setting WHERE key LIKE 'step-%' ORDER BY key DESC").fetchall()
        kept = {int(row[0].removeprefix("step-")) for row in rows}
        assert set(numbers) <= kept
        # At most the one that was on its way, besides.
        assert kept & set(range(acknowledged + 1, acknowledged + 10)) <= {acknowledged + 1}
        noted = store.read.execute("SELECT count(*) FROM journal WHERE action = 'step'").fetchone()[0]
        assert noted == len(kept)
        assert store.check() == ()
        store.close()
    figures(f"{ROUNDS} kills, {acknowledged} commits acknowledged, none lost")
