"""What goes into a reviewed workbook, and what comes out: findings at their places, our words, its bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Fate = Literal["rejected", "skipped", "warning"]


class Mark(NamedTuple):
    """A finding at its place, as a sentence."""

    where: str
    fate: Fate
    text: str


class Labels(NamedTuple):
    """Our own words in the workbook: the heading of the column and the sheet for what belongs to no row, the heads of
    the list, the names of the three fates, and what stands where nothing was found."""

    findings: str
    where: str
    outcome: str
    what: str
    rejected: str
    skipped: str
    warning: str
    nothing: str


class Marked(NamedTuple):
    """A workbook's bytes and how many of each kind of thing it lost."""

    data: bytes
    lost: Mapping[str, int]
