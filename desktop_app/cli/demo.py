"""`demo`: the whole tour with the real windows, offscreen where there is no display."""

from __future__ import annotations

from pathlib import Path

from desktop_app.cli.frame import Context
from desktop_app.cli.parsing import Commands


def add(commands: Commands) -> None:
    """Add this command to the command line."""
    commands.add("demo", _demo).add_argument("--out", metavar="DIR", default="demo-out")


def _demo(context: Context) -> None:
    from desktop_app.ui.tour.tour import take

    outcome = take(Path(context.arguments.out), context.tell, context.arguments.lang or "zh")
    context.give(outcome, [str(outcome["certificate"])])
