"""The command line on a machine whose wall clock says 2009; nothing else of it differs. Run as a script."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.base import clock

YEAR = 2009


def main() -> int:
    """As ``branch-exam``, with another clock."""
    right = clock.system_clock

    def wrong() -> clock.Reading:
        reading = right()
        return replace(reading, at=reading.at.replace(year=YEAR, day=min(reading.at.day, 28)))

    # Before anything else takes hold of it.
    clock.system_clock = wrong
    from desktop_app.cli import main as command

    return command()


if __name__ == "__main__":
    raise SystemExit(main())
