"""The command line on a machine whose wall clock somebody sets while it runs: so many seconds off as the file that
``BRANCH_EXAM_TEST_OFFSET`` names says, looked at with every reading. Nothing else of it differs. Run as a script."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from desktop_app.base import clock


def main() -> int:
    """As ``branch-exam``, with that clock."""
    right, offset = clock.system_clock, Path(os.environ["BRANCH_EXAM_TEST_OFFSET"])

    def moved() -> clock.Reading:
        reading = right()
        return replace(reading, at=reading.at + timedelta(seconds=float(offset.read_text() or "0")))

    # Before anything else takes hold of it.
    clock.system_clock = moved
    from desktop_app.cli import main as command

    return command()


if __name__ == "__main__":
    raise SystemExit(main())
