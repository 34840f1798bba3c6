"""What every kind of question has, from the cells of a workbook's row: identity, points, difficulty, topic, source …

Promises: a cell that cannot be read is told, and its question comes in without it. Must not know kinds or sheets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from desktop_app.banks.formats import answers
from desktop_app.banks.formats.headings import Columns
from desktop_app.banks.question import Source, StemFormat
from desktop_app.base.errors import Fact

Say = Callable[[str, int | None, dict[str, Fact]], None]
"""Takes a warning: code, column, facts."""
YES = frozenset({"是", "y", "yes", "true", "1", "√", "✓", "正确", "对", "t"})
_DATE = re.compile(
    r"^自?(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*[-/.月]?\s*(\d{1,2})\s*日?(?:[ T].*)?(?:起(?:施行|执行|生效)?|施行)?$"
)
_SERIAL = re.compile(r"[2-7]\d{4}")
_PATH = re.compile(r"\s*(?:[/>＞→\\»]|——|–|\s[-—]\s|(?<=[\u4e00-\u9fff])[-—](?=[\u4e00-\u9fff]))\s*")
_LIST = re.compile(r"[,，、;；|\n]+")
_FORMATS: dict[str, StemFormat] = {"plain": "plain", "markdown": "markdown", "html": "html"}


@lru_cache(4096)
def path_of(*cells: str) -> tuple[str, ...]:
    """The path that the cells of topics name together, each step once."""
    return tuple(dict.fromkeys(step for cell in cells for step in _PATH.split(cell) if step))


def day_of(text: str) -> date | None:
    """A day as people write it: ``2024-1-1``, ``2024年1月1日``, ``20240101``, ``自…起施行``; None otherwise."""
    try:
        if match := _DATE.match(text):
            return date(*(int(part) for part in match.groups()))
    except ValueError:
        pass
    return None


@dataclass(slots=True)
class FieldReader:
    """Reads what the rows beneath one row of headings have in common."""

    columns: Columns
    say: Say
    _id: int = field(init=False)
    _explanation: int = field(init=False)
    _topics: tuple[int, ...] = field(init=False)
    _source: list[int] = field(init=False)
    _extra: list[tuple[int, Callable[[FieldReader, str, dict[str, Any]], None]]] = field(init=False)

    def __post_init__(self) -> None:
        fields = self.columns.fields
        # -1 is the empty cell at the end of each row.
        self._id, self._explanation = (fields.get(name, (-1,))[0] for name in ("id", "explanation"))
        self._topics = fields.get("topic", ())
        self._source = [fields.get(name, (-1,))[0] for name in _SOURCE]
        self._extra = [(places[0], _EXTRA[name]) for name, places in fields.items() if name in _EXTRA]

    def read(self, row: Sequence[str]) -> dict[str, Any]:
        """What a row says, by the names of ``question.Common``; the row ends in an empty cell."""
        common: dict[str, Any] = {"uid": row[self._id], "explanation": row[self._explanation]}
        if self._topics:
            common["topic"] = path_of(*[row[place] for place in self._topics])
        for place, reader in self._extra:
            if text := row[place]:
                reader(self, text, common)
        document, issuer, number, article, starts, ends = [row[place] for place in self._source]
        if document or number or issuer or article or starts or ends:
            common["source"] = Source(
                document or number,
                issuer,
                number,
                article,
                self._day(starts, "effective_on") if starts else None,
                self._day(ends, "repealed_on") if ends else None,
            )
        return common

    def _points(self, text: str, common: dict[str, Any]) -> None:
        points = answers.points(text)
        if points is not None:
            common["points"] = points
        else:
            self.say("points_unreadable", self.columns.first("points"), {"value": text[:20]})

    def _difficulty(self, text: str, common: dict[str, Any]) -> None:
        level = answers.difficulty(text)
        if level is None:
            self.say("difficulty_unreadable", self.columns.first("difficulty"), {"value": text[:20]})
        common["difficulty"] = level

    def _tags(self, text: str, common: dict[str, Any]) -> None:
        common["tags"] = tuple(tag.strip() for tag in _LIST.split(text) if tag.strip())

    def _fixed_order(self, text: str, common: dict[str, Any]) -> None:
        common["fixed_order"] = answers.folded(text) in YES

    def _reserved(self, text: str, common: dict[str, Any]) -> None:
        common["reserved"] = answers.folded(text) in YES

    def _stem_format(self, text: str, common: dict[str, Any]) -> None:
        common["stem_format"] = _FORMATS.get(answers.folded(text), "plain")

    def _day(self, text: str, name: str) -> date | None:
        if (day := day_of(text)) is not None:
            return day
        if _SERIAL.fullmatch(text):  # what Excel keeps for a day, in a cell without a format
            day = date(1899, 12, 30) + timedelta(days=int(text))
            self.say("date_from_number", self.columns.first(name), {"value": text, "day": day.isoformat()})
            return day
        self.say("date_unreadable", self.columns.first(name), {"value": text[:20]})
        return None


_SOURCE = ("source", "issuer", "number", "article", "effective_on", "repealed_on")
_EXTRA: dict[str, Callable[[FieldReader, str, dict[str, Any]], None]] = {
    "points": FieldReader._points,
    "difficulty": FieldReader._difficulty,
    "tags": FieldReader._tags,
    "fixed_order": FieldReader._fixed_order,
    "reserved": FieldReader._reserved,
    "stem_format": FieldReader._stem_format,
}
